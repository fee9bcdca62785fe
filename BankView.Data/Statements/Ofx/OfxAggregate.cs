namespace BankView.Data.Statements.Ofx;

/// <summary>One open aggregate of the file and the elements found right inside it, by OFX's own names.</summary>
internal sealed class OfxAggregate(string name, int level, int line)
{
    private Dictionary<string, string>? _elements;

    public string Name => name;

    public int Level => level;

    /// <summary>1-based line of its tag.</summary>
    public int Line => line;

    /// <summary>The file ended inside it: what was read of it may be half of what was meant.</summary>
    public bool IsCutOff { get; set; }

    public bool IsEmpty => _elements is null;

    /// <summary>The element's cleaned value; null where it is missing or empty.</summary>
    public string? this[string element] => _elements?.GetValueOrDefault(element);

    /// <summary>The first value stands: a second one of the same name belongs to something that is not known here.</summary>
    public void Set(string element, string? value)
    {
        if (value is not null)
        {
            (_elements ??= []).TryAdd(element, value);
        }
    }
}
