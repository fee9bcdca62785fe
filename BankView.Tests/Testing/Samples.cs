using System.Runtime.CompilerServices;

namespace BankView.Tests.Testing;

/// <summary>The project's own statements, in <c>samples/</c>.</summary>
internal static class Samples
{
    public static string Path(string file, [CallerFilePath] string caller = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(caller, "../../../samples", file)) is var path && File.Exists(path)
            ? path
            : throw new FileNotFoundException("The sample is missing.", file);
}
