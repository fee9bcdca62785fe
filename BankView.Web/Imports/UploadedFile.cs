namespace BankView.Web.Imports;

/// <summary>A file as it came from the browser.</summary>
/// <param name="Bytes">Null when it was too large to be read, or could not be.</param>
public sealed record UploadedFile(string Name, ReadOnlyMemory<byte>? Bytes, bool IsTooLarge = false);
