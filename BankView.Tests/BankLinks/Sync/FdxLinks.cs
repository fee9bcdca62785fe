using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Institutions;
using BankView.Tests.BankLinks.Connectors;
using Dapper;
using LinkedBank = BankView.Tests.Testing.LinkedBank;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>Members' links read from a small FDX bank, over real HTTP.</summary>
internal static class FdxLinks
{
    /// <summary>Gives a link the bank's address and credential, and lets the bank know accounts by its own ids; others are not read.</summary>
    public static async Task Connect(this FdxBank bank, Outlet outlet, LinkedBank link, params (Guid Account, string BankId)[] known)
    {
        outlet.LocalHosts.Add(new Uri(bank.Http.Address).Authority);
        var (database, settings) = (outlet.Database, bank.Settings());
        var institutions = Institutions(outlet);
        await institutions.Save((await institutions.Find((await link.Read()).InstitutionId))!, settings.Values, settings.Secrets);
        await new CredentialStore(database.Databases, database.Keys, database.Clock).Keep(link.Member.Id, link.CredentialId, bank.AccessFor(outlet).Credential);
        var key = await database.Keys.Get(link.Member.Id);
        await database.Databases.Data.Write(async (connection, transaction) =>
        {
            foreach (var account in new[] { link.Checking, link.Card })
            {
                var bankId = known.FirstOrDefault(one => one.Account == account).BankId;
                await connection.ExecuteAsync(bankId is null ? "DELETE FROM consent_scopes WHERE account_id = @account"
                    : "UPDATE accounts SET sealed = @details WHERE id = @account",
                    new { account, details = key.Seal(AccountStore.Details, account, "An account", "4242", bankId) }, transaction);
            }
        });
    }

    /// <summary>Reads a link as a node does that has just started: it shares nothing with others but the database.</summary>
    public static Task<SyncOutcome> Read(Outlet outlet, LinkedBank link) => new LinkSync(outlet.Database.Databases, outlet.Database.Keys, Institutions(outlet),
        new InstalledConnectors([new FdxConnector(outlet.Http, outlet.Database.Clock)]), link.Member.Consents, outlet.Database.Clock)
        .Run(link.Member.Id, link.Id, SyncTrigger.Schedule);

    public static InstitutionStore Institutions(Outlet outlet) => new(outlet.Database.Databases, outlet.Database.MasterKey, outlet.Database.Clock);
}
