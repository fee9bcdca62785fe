using System.Collections.Concurrent;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using Dapper;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Admin;

/// <summary>
/// The real application with two administrators (Robin, a member too, and Alex, who is none) and a member, Sam, whose linked bank
/// holds what no administrator may ever see: <see cref="Canaries"/>.
/// </summary>
internal sealed class AdminSite : IAsyncDisposable
{
    public const string Merchant = "ZWIEBELTURM";

    /// <summary>An amount in its forms, names, numbers, a bank's words, tokens and secrets.</summary>
    public static readonly IReadOnlyList<string> Canaries =
    [
        "9876543219", "98765432.19", "98,765,432.19", "98.765.432,19", Merchant, "Zwiebelturm", "Quittung Sonnenblumenkern", "77665544332211",
        "•••• 2211", "Haushaltskasse Nord", "Sparkasse Hinterwald", "kontoauszug-geheim", ConfiguredBank.BankText, "Canaris", "refresh-canary-5512",
        "client-secret-canary-8841", "PEM-CANARY-3377", "reply-canary-of-the-bank",
    ];

    private AdminSite(BankViewApp app, ConcurrentQueue<string> log) => (App, Log) = (app, log);

    public BankViewApp App { get; }

    /// <summary>Every line that the application logged.</summary>
    public ConcurrentQueue<string> Log { get; }

    public Institution Bank { get; private set; } = default!;

    public UserId Sam { get; private set; }

    public Guid LinkId { get; private set; }

    public string LinkPath => $"/admin/links/{Sam}/{LinkId:D}";

    public string BankPath => $"/admin/institutions/{Bank.Id:D}";

    public static async Task<AdminSite> Open()
    {
        var log = new ConcurrentQueue<string>();
        var site = new AdminSite(await BankViewApp.Start(host => host.UseSetting("Logging:LogLevel:Default", "Trace").UseSetting("Sync:Enabled", "false").ConfigureTestServices(services =>
        {
            services.RemoveAll<IConnector>();
            services.AddSingleton<IConnector, ConfiguredBank>();
            services.AddSingleton<ILoggerProvider>(new LogCapture(log));
        })), log);
        await site.Join(await site.App.SetupLink(), "Robin");
        await site.Join(await site.App.InvitationLink("Robin", member: false, asAdministrator: true), "Alex");
        await site.Join(await site.App.InvitationLink("Robin"), "Sam");
        site.Sam = await site.App.IdOf("Sam");
        await site.AddBank();
        await site.Plant();
        return site;
    }

    public async Task<FormClient> SignIn(string name)
    {
        var client = new FormClient(App);
        await client.SignIn(name);
        return client;
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private async Task Join(string link, string name)
    {
        using var client = new FormClient(App);
        await client.Join(link, name);
    }

    private async Task AddBank()
    {
        Bank = new() { Id = Guid.CreateVersion7(), Name = "Alder Bank", Connector = ConnectorKind.Fdx, State = InstitutionState.Offered, Place = 1 };
        await App.Get<InstitutionStore>().Save(Bank, Office.Settings(("Address", "https://bank.example/fdx"), ("ClientId", "unknown")),
            Office.Settings(("ClientSecret", "client-secret-canary-8841"), ("PrivateKey", "PEM-CANARY-3377")));
    }

    // The rows come by a statement, and its link becomes one that a connector reads.
    private async Task Plant()
    {
        var statement = Of(AccountKind.Checking, "77665544332211", Row("2026-11-03", -9_876_543_219, Merchant, "1") with { Memo = "Quittung Sonnenblumenkern" })
            .WithBalance("2026-11-19", 9_876_543_219);
        await App.Get<ImportStore>().Import(Sam, [new ImportPart
        {
            FileName = "kontoauszug-geheim.ofx", Format = StatementFormat.Ofx, Statement = statement, BankName = "Sparkasse Hinterwald",
            AccountName = "Haushaltskasse Nord",
        }], unreadableRows: 0);
        LinkId = (await App.Get<BankLinkStore>().List(Sam)).Single().Id;
        var credentials = new CredentialStore(App.Get<Databases>(), App.Get<MemberKeys>(), TimeProvider.System);
        await App.Get<Databases>().Data.Write(async (connection, transaction) =>
        {
            var credential = await credentials.Add(connection, transaction, Sam, Bank.Id, "refresh-canary-5512");
            var now = DateTimeOffset.UtcNow;
            await connection.ExecuteAsync("""
                UPDATE bank_links SET institution_id = @bank, credential_id = @credential, last_attempt_at = @now, last_success_at = @now,
                    next_sync_at = @next, problem = 'PartialData', problem_since = @now, reason = 'reply-canary-of-the-bank'
                WHERE user_id = @Sam;
                INSERT INTO sync_runs (user_id, link_id, id, asked_by, started_at, finished_at, problem, added, changed, removed)
                VALUES (@Sam, @LinkId, @run, 'Schedule', @now, @end, 'PartialData', 12, 3, 1);
                """, new { Sam, LinkId, bank = Bank.Id, credential, run = Guid.CreateVersion7(), now, next = now.AddHours(6), end = now.AddSeconds(2) }, transaction);
        });
    }
}
