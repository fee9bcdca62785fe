using BankView.Data.Egress;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>Against a server of version 2.</summary>
public class SimpleFinContractTests : ConnectorContract
{
    protected override string Checking => "CON-1/ev%2F1";

    protected override string Card => "CON-1/card%202";

    protected virtual int Version => 2;

    private protected override async Task<LinkedBank> Link(EgressLimits? limits = null)
    {
        var bank = await SimpleFinBank.Open();
        bank.Version = Version;
        return await bank.Link(await Outlet.Open(limits));
    }
}

/// <summary>Against a server that only knows version 1.</summary>
public class SimpleFin1ContractTests : SimpleFinContractTests
{
    protected override string Checking => "bank.example/ev%2F1";

    protected override string Card => "bank.example/card%202";

    protected override int Version => 1;
}
