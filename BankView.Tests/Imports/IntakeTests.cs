using BankView.Data;
using BankView.Data.Database;
using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BankView.Tests.Imports;

/// <summary>The way the page goes with any file: recognise, read, plan. Files of other makers, good and broken.</summary>
public class IntakeTests
{
    private static readonly StringLocalizer<ImportTexts> Texts =
        new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public static TheoryData<string> Files =>
        [.. SharedData.Files("statements/ofx", "*").Concat(SharedData.Files("statements/csv", "*"))];

    [Theory, MemberData(nameof(Files))]
    public async Task Any_file_ends_in_a_preview_or_a_reason(string file)
    {
        var bytes = await File.ReadAllBytesAsync(SharedData.Path(file), TestContext.Current.CancellationToken);
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        var member = await TestMember.Join(database);
        var intake = new StatementIntake(new CsvMappingStore(database.Databases, database.Keys, database.Clock));

        var draft = await intake.Read(member.Id, Path.GetFileName(file), bytes, Currency.Parse("USD"), "Europe/Berlin");
        if (draft.Csv is { } csv)
        {
            Assert.True(MappingSample.Read(csv.Text, csv.Mapping, 6).Count <= 6);
            draft = StatementIntake.Confirm(draft, csv.Mapping);
        }

        var (_, parts) = await new ImportPlanner(member.Imports, member.StatementAccounts, member.Accounts, Texts).Plan(member.Id, [draft]);
        Assert.True(draft.Statement.Refusal is null ? parts.Count > 0 : parts.Count == 0, $"{draft.Statement.Refusal}");
        Assert.All(parts, part => Assert.Equal(part.Statement.Rows.Count, part.Preview!.NewRows + part.Preview.KnownRows));
    }
}
