namespace BankView.Data;

/// <summary>A folder that only the account BankView runs under can open (mode 0700).</summary>
public static class PrivateFolder
{
    /// <summary>Makes the folder, and parents of it that are missing, where there is none yet.</summary>
    public static DirectoryInfo Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path);
        }

        // The framework gives the mode to the last folder alone.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent && !Directory.Exists(parent))
        {
            Make(parent);
        }

        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
