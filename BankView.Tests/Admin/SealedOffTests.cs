using BankView.Data;
using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Channels;
using BankView.Web.SignIn;
using NetArchTest.Rules;

namespace BankView.Tests.Admin;

public class SealedOffTests
{
    private static readonly string[] Finances =
    [
        "BankView.Data.Accounts", "BankView.Data.Transactions", "BankView.Data.Imports", "BankView.Data.Statements", "BankView.Data.Money",
        "BankView.Web.Accounts", "BankView.Web.Transactions", "BankView.Web.Overview",
    ];

    [Fact]
    public void The_administration_knows_no_type_that_holds_finances() =>
        AssertFree(typeof(CurrentUser), "BankView.Web.Admin", Finances);

    [Fact]
    public void The_administration_opens_no_secret_itself() => AssertFree(typeof(CurrentUser), "BankView.Web.Admin",
        "BankView.Data.Institutions.InstitutionSettings", "BankView.Data.Sealing", "BankView.Data.Database", "BankView.Data.BankLinks.BankAccess");

    [Fact]
    public void The_stores_of_the_administration_know_no_type_that_holds_finances() =>
        AssertFree(typeof(LinkHealthStore), "BankView.Data.Administration", Finances);

    [Fact]
    public void What_administrators_are_shown_of_links_is_made_of_names_states_instants_and_counts()
    {
        Type[] shown = [typeof(MemberLink), typeof(LinkStatus), typeof(MemberSyncRun), typeof(AdminAction), typeof(InstitutionConfiguration), typeof(InstitutionCheckResult), typeof(ChannelHealth)];
        Type[] plain =
        [
            typeof(string), typeof(Guid), typeof(UserId), typeof(DateTimeOffset), typeof(int), typeof(long), typeof(bool), typeof(ConnectorKind),
            typeof(ProblemKind), typeof(LinkEnd), typeof(AdminActionKind), typeof(MemberLinkCursor), typeof(SyncRunCursor), typeof(AdminActionCursor),
            typeof(LinkStatus), typeof(ChannelKind), typeof(IReadOnlyList<DeliveryProblem>), typeof(IReadOnlyList<string>), typeof(IReadOnlyDictionary<string, string>), typeof(IReadOnlyDictionary<string, DateTimeOffset>),
        ];

        Assert.Empty(from type in shown
                     from property in type.GetProperties()
                     where !plain.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                     select $"{type.Name}.{property.Name}: {property.PropertyType}");
    }

    [Fact]
    public void The_rule_notices_a_type_that_does() =>
        Assert.False(Types.InAssembly(typeof(CurrentUser).Assembly).That().ResideInNamespace("BankView.Web.Ui")
            .ShouldNot().HaveDependencyOnAny(Finances).GetResult().IsSuccessful);

    private static void AssertFree(Type ofAssembly, string area, params string[] forbidden)
    {
        var types = Types.InAssembly(ofAssembly.Assembly).That().ResideInNamespace(area);
        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
