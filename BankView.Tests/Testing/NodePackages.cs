using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace BankView.Tests.Testing;

/// <summary>
/// Servers of other makers that tests send to, from <c>Testing/Node/package.json</c> and its lock file. They are installed once into the
/// ignored folder <c>.test</c>; where there is no Node.js, or no registry, a test that needs one is skipped and says so.
/// </summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<(string Folder, string? Missing)>> Installed = new(Install);

    /// <summary>A program of a package, to be run by <c>node</c>.</summary>
    public static async Task<string> Find(string file)
    {
        var (folder, missing) = await Installed.Value;
        Assert.SkipWhen(missing is not null, missing ?? "");
        return Path.Combine(folder, "node_modules", file);
    }

    private static async Task<(string Folder, string? Missing)> Install()
    {
        var source = SourceFolder();
        var state = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.GetFullPath(Path.Combine(source, "../../../.test", $"node-{state}"));
        if (Directory.Exists(folder))
        {
            return (folder, null);
        }

        // Made beside and moved: whoever else installs at the same time finds all of it or nothing.
        var making = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(making);
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(making, Path.GetFileName(file)));
        }

        var problem = await Run("npm", ["ci"], making);
        if (problem is null && !Directory.Exists(folder))
        {
            Directory.Move(making, folder);
            return (folder, null);
        }

        Directory.Delete(making, recursive: true);
        return (folder, problem);
    }

    private static async Task<string?> Run(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            await output;
            return process.ExitCode == 0 ? null : $"npm could not install the servers that tests send to: {(await errors).Trim()}";
        }
        catch (Win32Exception)
        {
            return "No Node.js: node and npm are missing (bash test.sh installs them as root, or says what to install).";
        }
    }

    private static string SourceFolder([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "Node");
}
