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
    public void The_administration_knows_no_type_that_holds_finances()
    {
        var administration = Types.InAssembly(typeof(CurrentUser).Assembly).That().ResideInNamespace("BankView.Web.Admin");
        Assert.NotEmpty(administration.GetTypes());

        var result = administration.ShouldNot().HaveDependencyOnAny(Finances).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_rule_notices_a_type_that_does() =>
        Assert.False(Types.InAssembly(typeof(CurrentUser).Assembly).That().ResideInNamespace("BankView.Web.Ui")
            .ShouldNot().HaveDependencyOnAny(Finances).GetResult().IsSuccessful);
}
