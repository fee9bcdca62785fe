using System.Text;

namespace BankView.Data.Sealing;

/// <summary>
/// Where a sealed value stands. Table and column are part of what AES-GCM authenticates, with the row's id and the member's, so
/// that a value copied to another row, column or member does not open.
/// </summary>
public sealed class SealedColumn(string table, string column = "sealed")
{
    internal byte[] Name { get; } = Encoding.UTF8.GetBytes($"{table}.{column}");

    public override string ToString() => $"{table}.{column}";
}
