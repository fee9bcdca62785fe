using System.Reflection;
using BankView.Data.Database;
using Xunit.Sdk;
using Xunit.v3;

namespace BankView.Tests.Testing;

/// <summary>Runs a theory once for each database BankView speaks to.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<DatabaseKind>().Select(kind => new TheoryDataRow<DatabaseKind>(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
