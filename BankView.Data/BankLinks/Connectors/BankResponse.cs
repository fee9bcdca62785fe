using System.Net;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>A bank's answer, whole.</summary>
internal sealed record BankResponse
{
    public required HttpStatusCode Status { get; init; }

    /// <summary>Method and route, for sentences about it: <c>GET accounts/{id}</c>.</summary>
    public required string What { get; init; }

    public required string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>How long the bank asks to wait, by the bank's own clock.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The bank's clock, if it tells.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    private bool IsJson => ContentType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer's JSON. It lives as long as somebody holds an element of it.</summary>
    /// <exception cref="ConnectorException">It is something else, or broke off.</exception>
    public JsonElement ReadJson()
    {
        if (!IsJson)
        {
            throw new ConnectorException(ProblemKind.ProviderDown, $"{What} answered {Name(ContentType)} in place of JSON.");
        }

        try
        {
            return Parse();
        }
        catch (JsonException problem)
        {
            // The parser's message may quote the text, and that is somebody's data.
            throw new ConnectorException(ProblemKind.ProviderDown,
                $"{What} answered JSON that is not valid, or broke off, after {problem.BytePositionInLine} bytes of line {problem.LineNumber + 1}.");
        }
    }

    /// <summary>The JSON of an answer that may have none, such as an error; null when there is none.</summary>
    public JsonElement? TryReadJson()
    {
        try
        {
            return IsJson ? Parse() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonElement Parse()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    private static string Name(string? contentType) => BankText.Clean(contentType) switch
    {
        null => "something without a type",
        "text/html" => "an HTML page",
        var type => type,
    };
}
