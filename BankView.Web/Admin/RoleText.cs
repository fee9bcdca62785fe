namespace BankView.Web.Admin;

/// <summary>What a person is here, as a key of <see cref="AdminTexts"/>.</summary>
internal static class RoleText
{
    public static string Of(bool isMember, bool isAdministrator) => (isMember, isAdministrator) switch
    {
        (true, true) => "MemberAndAdministrator",
        (false, true) => "Administrator",
        _ => "Member",
    };
}
