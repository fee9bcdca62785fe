using BankView.Data.Transactions;

namespace BankView.Web.Transactions;

/// <summary>
/// The rows of a list that grows downwards. An answer that a newer question has overtaken is thrown away, so what is shown always
/// belongs to the last question asked.
/// </summary>
public sealed class ActivityFeed(Func<ActivityQuery, TransactionCursor, int, Task<IReadOnlyList<Transaction>>> read)
{
    public const int PageSize = 50;

    private ActivityQuery _query = new();
    private int _question;

    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<Transaction>? Rows { get; private set; }

    public bool HasOlder { get; private set; }

    public bool IsReading { get; private set; }

    /// <summary>Reads the top of the list; as many rows as stand there already when the same list is read again.</summary>
    public async Task Show(ActivityQuery query)
    {
        var count = query.List == _query ? Math.Max(PageSize, Rows?.Count ?? 0) : PageSize;
        _query = query.List;
        await Read(TransactionCursor.Newest, count, []);
    }

    /// <summary>Adds the rows below the last one; nothing while something else is being read.</summary>
    public async Task ShowOlder()
    {
        if (!IsReading && HasOlder && Rows is [.., var last])
        {
            await Read(last.Cursor, PageSize, Rows);
        }
    }

    /// <summary>Nobody waits for answers any more.</summary>
    public void Stop() => _question++;

    private async Task Read(TransactionCursor after, int count, IReadOnlyList<Transaction> above)
    {
        var question = ++_question;
        IsReading = true;
        try
        {
            // One more than is shown tells whether there are older ones.
            var rows = await read(_query, after, count + 1);
            if (question == _question)
            {
                Rows = [.. above, .. rows.Take(count)];
                HasOlder = rows.Count > count;
            }
        }
        finally
        {
            IsReading = IsReading && question != _question;
        }
    }
}
