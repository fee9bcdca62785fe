namespace BankView.Data.Statements.Ofx;

/// <summary>The walk through one file: which aggregates are open, and what came of those that ended.</summary>
internal sealed class OfxDocument
{
    private readonly Stack<OfxAggregate> _open = new();
    private readonly List<StatementPart> _parts = [];
    private readonly List<StatementProblem> _unreadable = [];
    private OfxStatement? _statement;
    private int _rows;
    private StatementRefusal? _bankError;
    private string? _bankName;
    private string? _serverTime;
    private bool _isOfx;
    private bool _isEnded;
    private bool _hasInvestments;
    private bool _hasListing;

    public IReadOnlyList<StatementPart> Parts => _parts;

    public IReadOnlyList<StatementProblem> Unreadable => _unreadable;

    /// <summary>Why nothing comes in; null as soon as one statement was read, whatever else the file reports.</summary>
    public StatementRefusal? Refusal =>
        _rows > StatementFormats.MostRows ? new StatementRefusal(RefusalReason.TooLarge, null)
        : _parts.Count > StatementFormats.MostAccounts ? new StatementRefusal(RefusalReason.Damaged, null)
        : _parts.Count > 0 ? null
        : _hasInvestments ? new StatementRefusal(RefusalReason.InvestmentsOnly, null)
        : _bankError is not null ? _bankError
        : !_isOfx ? new StatementRefusal(RefusalReason.NotAStatement, null)
        : new StatementRefusal(_isEnded || _hasListing ? RefusalReason.NoAccounts : RefusalReason.Damaged, null);

    public void Read(string text)
    {
        var tags = new OfxTokenizer(text);
        var lines = new LineCounter(text);
        while (tags.Read() && _parts.Count <= StatementFormats.MostAccounts && _rows <= StatementFormats.MostRows)
        {
            if (tags.IsEnd)
            {
                Close(tags.Name);
            }
            else if (OfxVocabulary.IsAggregate(tags.Name, out var name, out var level))
            {
                // "<CURRENCY>USD" is no aggregate, and an empty "<PAYEE/>" opens nothing.
                if (!tags.IsSelfClosed && (level < OfxVocabulary.InsideTransaction || tags.Value.IsWhiteSpace()))
                {
                    Open(new OfxAggregate(name, level, lines.LineOf(tags.Start)));
                }
            }
            else if (_open.Count > 0 && OfxVocabulary.IsElement(tags.Name, out var element))
            {
                _open.Peek().Set(element, OfxValue.Clean(tags.Value));
            }
        }

        foreach (var aggregate in _open)
        {
            aggregate.IsCutOff = true;
        }

        CloseDownTo(0);
    }

    private void Open(OfxAggregate aggregate)
    {
        CloseDownTo(aggregate.Level);
        _open.Push(aggregate);
        _isOfx = true;
        _hasInvestments |= aggregate.Name is "INVSTMTRS";
        _hasListing |= aggregate.Name is "ACCTINFO";
        if (aggregate.Level == OfxVocabulary.Statement)
        {
            _statement = aggregate.Name is "STMTRS" or "CCSTMTRS" ? new OfxStatement(aggregate) : null;
        }
    }

    private void Close(ReadOnlySpan<char> tag)
    {
        if (OfxVocabulary.IsAggregate(tag, out var name, out var level))
        {
            _isEnded |= level == 0;
            if (_open.Any(aggregate => ReferenceEquals(aggregate.Name, name)))
            {
                CloseDownTo(level);
            }
        }
    }

    private void CloseDownTo(int level)
    {
        while (_open.TryPeek(out var aggregate) && aggregate.Level >= level)
        {
            _open.Pop();
            Complete(aggregate);
        }
    }

    private void Complete(OfxAggregate aggregate)
    {
        _rows += aggregate.Level == OfxVocabulary.Transaction ? 1 : 0;
        switch (aggregate.Name)
        {
            case "PAYEE" when _open.TryPeek(out var transaction):
                transaction.Set(OfxTransaction.PayeeName, aggregate["NAME"]);
                break;
            case "CURRENCY" when _open.TryPeek(out var transaction):
                transaction.Set(OfxTransaction.CurrencySymbol, aggregate["CURSYM"]);
                break;
            case "SONRS":
                _serverTime ??= aggregate["DTSERVER"];
                break;
            case "FI":
                _bankName ??= aggregate["ORG"];
                break;
            case "STATUS":
                _bankError ??= OfxStatus.ErrorIn(aggregate);
                break;
            case "STMTRS" or "CCSTMTRS" when _statement?.Finish(_bankName, _serverTime) is { } part:
                _parts.Add(part);
                _statement = null;
                break;
            default:
                _unreadable.AddRange(_statement?.Add(aggregate) is { } problem ? [problem] : []);
                break;
        }
    }
}
