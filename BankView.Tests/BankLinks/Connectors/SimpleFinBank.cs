using System.Text;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.SimpleFin;
using BankView.Data.Institutions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>A small SimpleFIN server of either version. Its claim is good once.</summary>
internal sealed class SimpleFinBank
{
    private const string Rows = """
        {"id": "p1", "posted": 0, "transacted_at": 1795132800, "amount": "-12.34", "description": "CORNER BAKERY", "pending": true},
        {"id": "t1", "posted": 1795046400, "amount": "-27.66", "description": "GROCER", "mcc": "5411"},
        {"id": "t2", "posted": 1794960000, "amount": "100.00", "description": "PAYMENT THANK YOU"}
        """;

    public TestBank Http { get; private set; } = null!;

    public int Version { get; set; } = 2;

    public bool IsClaimed { get; set; }

    public long? ClaimLength { get; private set; }

    public string Errors { get; set; } = "";

    public string CardRows { get; set; } = Rows;

    public string MoreAccounts { get; set; } = "";

    public IResult? Instead { get; set; }

    public string Token => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Http.Address}/claim/once"));

    public string AccessAddress => Http.Address.Replace("http://", $"http://member:{ConnectorContract.Secret}@", StringComparison.Ordinal) + "/simplefin";

    public static async Task<SimpleFinBank> Open()
    {
        var bank = new SimpleFinBank();
        bank.Http = await TestBank.Open((app, _) => bank.Map(app));
        return bank;
    }

    public InstitutionSettings Settings => new()
    {
        InstitutionId = Guid.Parse("00000000-0000-7000-8000-0000000005f1"),
        Name = "Test Bridge",
        Connector = ConnectorKind.SimpleFin,
        Values = new Dictionary<string, string> { ["Address"] = $"{Http.Address}/create" },
        Secrets = new Dictionary<string, string>(),
    };

    public async Task<LinkedBank> Link(Outlet outlet)
    {
        outlet.LocalHosts.Add(new Uri(Http.Address).Authority);
        var connector = new SimpleFinConnector(outlet.Http);
        var grant = await connector.Complete(Settings, Request(outlet), new LinkReply { Token = Token });
        return new LinkedBank(Http, outlet, http => new SimpleFinConnector(http), new BankAccess
        {
            Institution = Settings,
            Credential = grant.Credential,
            Keep = _ => Task.CompletedTask,
            IsMemberPresent = false,
            UserId = outlet.UserId,
            LinkId = Guid.Parse("00000000-0000-7000-8000-0000000000bb"),
        });
    }

    public static LinkRequest Request(Outlet outlet) => new()
    {
        State = "state",
        ReturnTo = new Uri("https://bankview.example/links/return"),
        Clusters = [],
        Days = 90,
        UserId = outlet.UserId,
    };

    private void Map(WebApplication app)
    {
        app.MapPost("/claim/once", (HttpContext http) =>
        {
            ClaimLength = http.Request.ContentLength;
            var answer = IsClaimed ? Results.StatusCode(403) : Results.Text(AccessAddress + "\n");
            IsClaimed = true;
            return answer;
        });
        app.MapGet("/simplefin/accounts", (HttpContext http) =>
        {
            var pair = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"member:{ConnectorContract.Secret}"));
            return Instead ?? (http.Request.Headers.Authorization == pair ? TestBank.Json(Answer(http.Request.Query)) : Results.StatusCode(403));
        });
    }

    private string Answer(IQueryCollection query)
    {
        string Bank(string id) => Version == 2 ? "\"conn_id\": \"CON-1\"" : $$"""
            "org": {"domain": "bank.example", "name": "Old Bank", "sfin-url": "https://bank.example/{{id}}"}
            """;
        var rows = query.ContainsKey("balances-only") ? "" : CardRows;
        var accounts = $$"""
            {"id": "ev/1", {{Bank("ev")}}, "name": "Everyday Checking (3223)", "currency": "USD", "balance": "120.50", "balance-date": 1795132800, "transactions": []},
            {"id": "card 2", {{Bank("card")}}, "name": "Visa Signature", "currency": "USD", "balance": "-40", "available-balance": "960.00",
             "balance-date": 1795132800, "transactions": [{{rows}}]}{{MoreAccounts}}
            """;
        return Version == 2
            ? $$"""{"errlist": [{{Errors}}], "connections": [{"conn_id": "CON-1", "name": "New Bank"}], "accounts": [{{accounts}}]}"""
            : $$"""{"errors": [{{Errors}}], "accounts": [{{accounts}}]}""";
    }
}
