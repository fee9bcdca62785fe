using BankView.Data.Channels.WebPush;

namespace BankView.Web.Channels.WebPush;

/// <summary>What <c>web-push.js</c> says of its browser. It comes from outside: anybody can send it.</summary>
public sealed record BrowserAnswer
{
    public string State { get; init; } = "";

    public string? Endpoint { get; init; }

    public string? Key { get; init; }

    public string? Secret { get; init; }

    /// <summary>The browser's User-Agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Null for a browser that has not subscribed.</summary>
    public PushSubscription? Subscription => PushSubscription.Read(Endpoint, Key, Secret);

    /// <summary>Where it stands, before BankView was asked whether it knows it.</summary>
    public BrowserState Where => State switch
    {
        "ready" => BrowserState.Ready,
        "insecure" => BrowserState.Insecure,
        "homeScreen" => BrowserState.HomeScreen,
        "refused" => BrowserState.Refused,
        "dismissed" => BrowserState.Dismissed,
        "failed" => BrowserState.Failed,
        _ => BrowserState.Unsupported,
    };
}

/// <summary>How far a browser is from getting messages.</summary>
public enum BrowserState
{
    /// <summary>It has not said yet.</summary>
    Unknown,

    Ready,

    /// <summary>It gets messages.</summary>
    There,

    Unsupported,

    /// <summary>The page came without encryption.</summary>
    Insecure,

    /// <summary>An iPhone or iPad: only what stands on the home screen may get messages.</summary>
    HomeScreen,

    /// <summary>The person, or the browser's settings, said no.</summary>
    Refused,

    /// <summary>The person gave no answer.</summary>
    Dismissed,

    Failed,

    /// <summary>Its push service is not one that this installation sends to.</summary>
    NotAllowed,
}
