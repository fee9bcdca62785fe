using System.Text.Json;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>
/// Which data and for how long a company asks: by FDX's scopes, or by FDX's consent request as authorization details (RFC 9396). A company
/// that names nothing asks for everything.
/// </summary>
internal sealed record AccessAsked(IReadOnlyList<string> Clusters, int Days)
{
    public const string DetailsType = "fdx_v1.0";
    public const int MostDays = 365;

    public static readonly Dictionary<string, string[]> ClustersOfScope = new(StringComparer.Ordinal)
    {
        ["fdx:accountbasic:read"] = [Cluster.AccountBasic],
        ["fdx:accountdetailed:read"] = [Cluster.AccountBasic, Cluster.Balances],
        ["fdx:transactions:read"] = [Cluster.Transactions],
    };

    /// <exception cref="JsonException">The details are no JSON.</exception>
    public static AccessAsked Of(string scope, string details)
    {
        var (clusters, days) = details.Length > 0 ? Details(details) : ([], MostDays);
        if (clusters.Count == 0)
        {
            clusters = [.. scope.Split(' ').SelectMany(name => ClustersOfScope.GetValueOrDefault(name, []))];
        }

        // Without the accounts' names the rest has nothing to stand on.
        return new([.. Cluster.All.Where(name => clusters.Count == 0 || name is Cluster.AccountBasic || clusters.Contains(name, StringComparer.Ordinal))],
            Math.Clamp(days, 1, MostDays));
    }

    private static (IReadOnlyList<string> Clusters, int Days) Details(string text)
    {
        var requests = JsonSerializer.Deserialize<Detail[]>(text, JsonSerializerOptions.Web) ?? [];
        var request = requests.FirstOrDefault(detail => detail.Type is DetailsType)?.ConsentRequest;
        return ([.. request?.Resources?.SelectMany(resource => resource.DataClusters ?? [])
            .SelectMany(name => name is "ACCOUNT_DETAILED" ? [Cluster.AccountBasic, Cluster.Balances] : new[] { name }) ?? []],
            request?.DurationPeriod ?? MostDays);
    }

    private sealed record Detail(string? Type, ConsentRequest? ConsentRequest);

    private sealed record ConsentRequest(int? DurationPeriod, Resource[]? Resources);

    private sealed record Resource(string[]? DataClusters);
}
