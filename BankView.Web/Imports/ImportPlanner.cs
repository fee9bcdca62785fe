using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Imports;

/// <summary>Decides where each part of the dropped files most likely belongs, and counts what it would bring.</summary>
public sealed class ImportPlanner(
    ImportStore imports, StatementAccountStore statementAccounts, AccountStore accountStore, IStringLocalizer<ImportTexts> texts)
{
    // Whoever exports more accounts at once has their numbers in the file.
    private const int MostProposals = 20;

    /// <summary>The accounts that a part may be put to, which are those the member sees, and the parts.</summary>
    public async Task<(IReadOnlyList<ExistingAccount> Accounts, IReadOnlyList<PlannedPart> Parts)> Plan(UserId userId, IReadOnlyList<DraftFile> files)
    {
        var accounts = (await accountStore.ListLinked(userId, Purpose.View)).Select(account =>
            new ExistingAccount(account.Id, account.BankName, account.Name, account.LastFour, account.Currency)).ToList();
        var statements = files.SelectMany(file => file.Statement.Parts.Select(part => (File: file, Statement: part))).ToList();
        var numbered = await statementAccounts.FindByNumber(userId, [.. statements.Select(one => one.Statement.Account)]);
        var parts = new List<PlannedPart>();
        foreach (var ((file, statement), known) in statements.Zip(numbered))
        {
            var accountId = known ?? Remembered(file, statement, accounts);
            var proposal = accountId is null && statements.Count <= MostProposals ? await statementAccounts.Propose(userId, statement) : null;
            parts.Add(new PlannedPart
            {
                File = file,
                Statement = statement,
                AccountId = accountId ?? proposal?.AccountId,
                Proposal = proposal,
                BankName = Fit(statement.Account.BankName),
                AccountName = Fit(statement.Account.Name ?? NameOf(statement.Account.Kind, parts)),
            });
        }

        await Count(userId, parts);
        return (accounts, parts);
    }

    /// <summary>Counts again what each part would bring, after the member changed where one belongs.</summary>
    public async Task Count(UserId userId, IReadOnlyList<PlannedPart> parts)
    {
        var previews = await imports.Preview(userId, [.. parts.Select(part => part.ToImport())]);
        foreach (var (part, preview) in parts.Zip(previews))
        {
            part.Preview = preview;
        }
    }

    /// <summary>Where the last file with this header and without a number went.</summary>
    private static Guid? Remembered(DraftFile file, StatementPart statement, List<ExistingAccount> accounts) =>
        statement.Account.Number is null
            ? accounts.Find(account => account.Id == file.Csv?.AccountId && account.Currency == statement.Account.Currency)?.Id
            : null;

    // Several new accounts of a kind are told apart by a number.
    private string NameOf(AccountKind kind, List<PlannedPart> before) =>
        before.Count(part => part.Statement.Account.Kind == kind) is > 0 and var others
            ? texts["NumberedAccount", texts[$"Kind_{kind}"], others + 1]
            : texts[$"Kind_{kind}"];

    private static string Fit(string? name)
    {
        var trimmed = (name ?? "").Trim();
        return trimmed[..Math.Min(trimmed.Length, PlannedPart.LongestName)];
    }
}

/// <summary>An account that a statement may belong to, as the member knows it.</summary>
public sealed record ExistingAccount(Guid Id, string BankName, string Name, string? LastFour, Currency Currency);
