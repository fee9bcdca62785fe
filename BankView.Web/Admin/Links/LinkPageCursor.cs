using BankView.Data.Administration;

namespace BankView.Web.Admin.Links;

/// <summary>Where a page of links ended, as it stands in an address.</summary>
internal static class LinkPageCursor
{
    public static string Write(MemberLinkCursor cursor) => $"{cursor.LinkId:N}.{cursor.MemberKey}";

    /// <summary>Null for anything that <see cref="Write"/> does not write.</summary>
    public static MemberLinkCursor? Read(string? text) =>
        text?.Split('.', 2) is [var link, var member] && Guid.TryParseExact(link, "N", out var id) ? new(member, id) : null;
}
