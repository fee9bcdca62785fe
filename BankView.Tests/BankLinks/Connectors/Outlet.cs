using System.Net;
using BankView.Data;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Egress;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>The real way out, for a member of a test installation: what leaves is written down in its database.</summary>
internal sealed class Outlet : IAsyncDisposable
{
    private Outlet(TestDatabase database, TestMember member, EgressLimits limits, Func<string, IPAddress[]>? names)
    {
        (Database, Member) = (database, member);
        Log = new EgressLog(database.Databases);
        var connection = names is null ? new EgressConnection(LocalHosts)
            : new EgressConnection(LocalHosts) { Resolve = (name, _) => Task.FromResult(names(name)) };
        Door = new EgressHandler(connection, LocalHosts, Log, limits, database.Clock);
        Http = new BankHttp(Door, LocalHosts, database.Clock);
    }

    public TestDatabase Database { get; }

    public TestMember Member { get; }

    public UserId UserId => Member.Id;

    public LocalHosts LocalHosts { get; } = new([]);

    public EgressLog Log { get; }

    public EgressHandler Door { get; }

    public BankHttp Http { get; }

    public Task<IReadOnlyList<EgressRecord>> Calls() => new EgressStore(Database.Databases, Log).List(UserId, 1000);

    /// <param name="names">Answers in place of the system's resolver.</param>
    public static async Task<Outlet> Open(
        EgressLimits? limits = null, DatabaseKind kind = DatabaseKind.Sqlite, Func<string, IPAddress[]>? names = null)
    {
        var database = await TestDatabase.Make(kind);
        return new Outlet(database, await TestMember.Join(database), limits ?? new EgressLimits(), names);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Door.Dispose();
        await Log.DisposeAsync();
        await Database.DisposeAsync();
    }
}
