using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Imports;

/// <summary>Decides where each part of the dropped files most likely belongs, and counts what it would bring.</summary>
public sealed class ImportPlanner(ImportStore imports, AccountStore accountStore, IStringLocalizer<ImportTexts> texts)
{
    // A statement without an account number is tried on this many rows, and on this many accounts.
    private const int TriedRows = 300;
    private const int TriedAccounts = 8;
    private const int EnoughKnownRows = 3;

    /// <summary>The accounts that a part may be put to, which are those the member sees, and the parts.</summary>
    public async Task<(IReadOnlyList<ExistingAccount> Accounts, IReadOnlyList<PlannedPart> Parts)> Plan(UserId userId, IReadOnlyList<DraftFile> files)
    {
        var accounts = (await accountStore.ListLinked(userId, Purpose.View)).Select(account =>
            new ExistingAccount(account.Id, account.BankName, account.Name, account.LastFour, account.Currency)).ToList();
        var parts = new List<PlannedPart>();
        foreach (var (file, statement) in files.SelectMany(file => file.Statement.Parts.Select(part => (file, part))))
        {
            parts.Add(new PlannedPart
            {
                File = file,
                Statement = statement,
                AccountId = await FindAccount(userId, file, statement, accounts),
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

    private async Task<Guid?> FindAccount(UserId userId, DraftFile file, StatementPart statement, List<ExistingAccount> accounts)
    {
        if (statement.Account.Number is not null)
        {
            return await imports.FindAccount(userId, statement.Account);
        }

        var possible = accounts.Where(account => account.Currency == statement.Account.Currency).ToList();
        return possible.Exists(account => account.Id == file.Csv?.AccountId)
            ? file.Csv!.AccountId
            : await FindByRows(userId, file, statement, possible);
    }

    /// <summary>The account that already has some of the rows: the same days, amounts and names are no accident.</summary>
    private async Task<Guid?> FindByRows(UserId userId, DraftFile file, StatementPart statement, List<ExistingAccount> accounts)
    {
        var sample = statement with { Rows = [.. statement.Rows.Take(TriedRows)] };
        var best = (Id: (Guid?)null, Known: 0);
        foreach (var account in accounts.Take(TriedAccounts))
        {
            var tried = new PlannedPart { File = file, Statement = sample, AccountId = account.Id };
            var known = (await imports.Preview(userId, [tried.ToImport()]))[0].KnownRows;
            best = known > best.Known ? (account.Id, known) : best;
        }

        return best.Known >= Math.Min(EnoughKnownRows, sample.Rows.Count) ? best.Id : null;
    }

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
