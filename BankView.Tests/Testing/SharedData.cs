using System.Runtime.CompilerServices;

namespace BankView.Tests.Testing;

/// <summary>
/// Statement files that others made, kept beside the project and not in it. Where they are missing (a stranger's clone), a test
/// that needs them is skipped and says so.
/// </summary>
internal static class SharedData
{
    /// <summary>The full path of a file under <c>../shared/data</c>; skips the running test when it is not there.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Root(), relative);
        Assert.SkipUnless(File.Exists(path), $"shared/data/{relative} is not on this machine.");
        return path;
    }

    /// <summary>Names of the files in a folder, relative to <c>shared/data</c>; one made-up name when the folder is missing, so that a
    /// theory over them shows one visible skip instead of nothing.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var directory = new DirectoryInfo(System.IO.Path.Combine(Root(), folder));
        return directory.Exists
            ? directory.GetFiles(pattern).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{folder}/{file.Name}")
            : [$"{folder}/missing"];
    }

    private static string Root([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(here, "../../../../shared/data"));
}
