using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>
/// Plays payments in order through the engine as the application does: look, then remember. Whether a payment was fraud becomes known
/// <see cref="LabelDelay"/> after it, as a member's answer would.
/// </summary>
internal sealed class FraudReplay
{
    public static readonly TimeSpan LabelDelay = TimeSpan.FromDays(7);

    private readonly Dictionary<long, CardHistory> _cards = [];
    private readonly Dictionary<long, KnownLabels> _cardLabels = [];
    private readonly Dictionary<UInt128, KnownLabels> _merchantLabels = [];
    private readonly Queue<LabelledPayment> _unanswered = new();

    public Findings Play(in LabelledPayment labelled)
    {
        while (_unanswered.TryPeek(out var earlier) && labelled.At - earlier.At >= LabelDelay)
        {
            var answered = _unanswered.Dequeue();
            Of(_merchantLabels, answered.Payment.Merchant.Value).Tell(answered.At, answered.IsFraud);
            Of(_cardLabels, answered.Card).Tell(answered.At, answered.IsFraud);
        }

        if (!_cards.TryGetValue(labelled.Card, out var card))
        {
            _cards.Add(labelled.Card, card = new CardHistory(TimeZoneInfo.Utc));
        }

        var findings = card.Look(labelled.Payment, Of(_merchantLabels, labelled.Payment.Merchant.Value).At(labelled.At),
            Of(_cardLabels, labelled.Card).CountAt(labelled.At));
        card.Add(labelled.Payment);
        _unanswered.Enqueue(labelled);
        return findings;
    }

    private static KnownLabels Of<TKey>(Dictionary<TKey, KnownLabels> labels, TKey key) where TKey : notnull
    {
        if (!labels.TryGetValue(key, out var known))
        {
            labels.Add(key, known = new KnownLabels());
        }

        return known;
    }
}
