using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Egress;

namespace BankView.Tests.BankLinks.Connectors;

public class FdxContractTests : ConnectorContract
{
    protected override string Checking => "everyday";

    protected override string Card => "card";

    private protected override async Task<LinkedBank> Link(EgressLimits? limits = null)
    {
        var bank = await FdxBank.Open();
        var outlet = await Outlet.Open(limits);
        outlet.LocalHosts.Add(new Uri(bank.Http.Address).Authority);
        var linked = new LinkedBank(bank.Http, outlet, http => new FdxConnector(http, outlet.Database.Clock), bank.AccessFor(outlet));
        // The endpoints are found once; what is counted afterwards are calls for data.
        await linked.Connector.ListAccounts(linked.Access);
        return linked;
    }
}
