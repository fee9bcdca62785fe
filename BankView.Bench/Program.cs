using BankView.Bench;

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
    case ["import-forever", var folder]:
        await ImportForever.Run(folder);
        return 0;
    default:
        Console.WriteLine("""
            BankView.Bench -- all      everything below
            BankView.Bench -- reads    what pages read, for members of 2,000, 100,000 and 1,000,000 transactions
            BankView.Bench -- import   rows per second of a 100,000-row CSV, from its bytes to the commit
            """);
        return 1;
}
