using BankView.Bench;
using BankView.Bench.Fraud;

switch (args)
{
    case ["all"]:
        await ReadBench.Run();
        await ImportBench.Run();
        return 0;
    case ["reads"]:
        await ReadBench.Run();
        return 0;
    case ["import"]:
        await ImportBench.Run();
        return 0;
    case ["sync"]:
        await SyncBench.Run();
        return 0;
    case ["limits"]:
        return await LimitsBench.Run() ? 0 : 1;
    case ["limits-of", var path]:
        await LimitsBench.RunOne(path, isThere: false);
        return 0;
    case ["limits-again", var path]:
        await LimitsBench.RunOne(path, isThere: true);
        return 0;
    case ["limits-bring-in", var path, var folder]:
        await LimitsBench.BringIn(path, folder);
        return 0;
    case ["import-forever", var folder]:
        await ImportForever.Run(folder);
        return 0;
    case ["alert-forever", var folder, var receiver]:
        await AlertForever.Run(folder, new Uri(receiver));
        return 0;
    case ["fraud", "--timeline", var timeline]:
        return FraudTimeline.Run(timeline);
    case ["fraud-weights", var data, var timeline, var path]:
        return FraudWeights.Run(data, timeline, path);
    case ["fraud", .. var options] when FraudOptions.Parse(options) is { } fraud:
        return FraudBench.Run(fraud);
    default:
        Console.WriteLine("""
            BankView.Bench -- all      reads and import
            BankView.Bench -- reads    what pages read, for members of 2,000, 100,000 and 1,000,000 transactions
            BankView.Bench -- import   rows per second of a 100,000-row CSV, from its bytes to the commit
            BankView.Bench -- sync     1,000 links with 200 new rows each, and how fast the overview is meanwhile; PostgreSQL too where
                                       BANKVIEW_BENCH_POSTGRES holds a connection string of an empty database
            BankView.Bench -- limits   seconds and memory until a file of 20 MB is answered, whatever is in it
            BankView.Bench -- fraud --data CSV --train-from DAY --train-to DAY --test-from DAY --test-to DAY [--scores CSV]
                                       how well and how fast the engine finds fraud among labelled card payments (days included)
            BankView.Bench -- fraud --timeline CSV
                                       how often the shipped weights ask one holder over the years, and about how many of the frauds
            BankView.Bench -- fraud-weights CARDS TIMELINE CSV
                                       makes those weights
            """);
        return 1;
}
