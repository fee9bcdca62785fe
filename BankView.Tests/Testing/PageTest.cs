using System.Security.Claims;
using AngleSharp.Dom;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Institutions;
using BankView.Data.Transactions;
using BankView.Web.Alerts;
using BankView.Web.BankLinks;
using BankView.Web.SignIn;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace BankView.Tests.Testing;

/// <summary>
/// Renders whole pages for a signed-in member of a real installation (SQLite), with the stores the product uses. The clock of the
/// pages and of the stores is the installation's.
/// </summary>
public abstract class PageTest : UiTest, IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = default!;

    /// <summary>The bank behind links that <see cref="LinkedBank"/> makes.</summary>
    internal RevokingBank Bank { get; } = new();

    internal TestMember Member { get; private set; } = default!;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Make(DatabaseKind.Sqlite);
        Member = await TestMember.Join(Database);
        Services.AddMudServices();
        Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Database.Clock));
        Services.AddSingleton(Database.Databases);
        Services.AddSingleton(Database.Databases.Changes);
        Services.AddSingleton(Database.Keys);
        Services.AddSingleton<AccountStore>();
        Services.AddSingleton<TransactionStore>();
        Services.AddSingleton<MerchantStore>();
        Services.AddSingleton<DescriptionSearch>();
        Services.AddSingleton<ConsentStore>();
        Services.AddSingleton<BankLinkStore>();
        Services.AddSingleton<ImportStore>();
        Services.AddSingleton<StatementAccountStore>();
        Services.AddSingleton<AlertStore>();
        Services.AddSingleton<AlertRuleStore>();
        Services.AddSingleton<AlertChoiceStore>();
        Services.AddSingleton<ReportSharingStore>();
        Services.AddScoped<AlertWords>();
        Services.AddScoped<LinkWay>();
        Services.AddSingleton<RevocationStore>();
        Services.AddSingleton<RenewalStore>();
        Services.AddSingleton<LinkHistoryStore>();
        Services.AddSingleton(Database.MasterKey);
        Services.AddSingleton<InstitutionStore>();
        Services.AddSingleton<IConnector>(Bank);
        Services.AddSingleton<InstalledConnectors>();
        Services.AddSingleton<Revocations>();
        Services.AddSingleton<LinkSync>();
        Services.AddSingleton<LinkSyncStore>();
        Services.AddScoped<LinkWords>();
        Services.AddScoped<CurrentUser>();
        await AddServices();
        SignIn(Member);
    }

    /// <summary>What the pages of one test need beside.</summary>
    protected virtual Task AddServices() => Task.CompletedTask;

    /// <summary>Whose pages are rendered from now on.</summary>
    internal void SignIn(TestMember member)
    {
        var authorization = AddAuthorization();
        authorization.SetAuthorized("Robin");
        authorization.SetRoles("Member");
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, member.Id.ToString()));
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    /// <summary>What a person reads: words and figures with single blanks between.</summary>
    protected static string Text<T>(IRenderedComponent<T> page)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        string.Join(' ', page.Nodes.SelectMany(node => node.Text().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
