using System.Diagnostics;
using System.Reflection;
using Hyper.Runtime;

namespace Hyper.Cluster.Workers;

/// <summary>How a program with experiments is started.</summary>
/// <param name="Name">Its name: workers take units of studies that are of a program of this name.</param>
/// <param name="File">The file to start.</param>
/// <param name="Arguments">What stands before the arguments of its own.</param>
public sealed record ProgramStart(string Name, string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The program that runs.</summary>
    public static ProgramStart Own()
    {
        var program = Assembly.GetEntryAssembly()?.GetName().Name ?? "app";
        var file = Environment.ProcessPath ?? throw new HyperDslException("The system does not tell which file this process was started from; name the program with --program.");
        return Path.GetFileNameWithoutExtension(file) == "dotnet" && Assembly.GetEntryAssembly() is { Location: { Length: > 0 } location }
            ? new ProgramStart(program, file, ["exec", location])
            : new ProgramStart(program, file, []);
    }

    /// <summary>The program of a file: an executable, or an assembly that <c>dotnet</c> starts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">There is no such file.</exception>
    public static ProgramStart Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!System.IO.File.Exists(path))
        {
            throw new HyperDslException($"There is no program '{path}'. Name the file that a build or publish of it has written, such as bin/Release/net10.0/digits or digits.dll.");
        }

        var full = Path.GetFullPath(path);
        return Path.GetExtension(full) == ".dll"
            ? new ProgramStart(Path.GetFileNameWithoutExtension(full), "dotnet", ["exec", full])
            : new ProgramStart(Path.GetExtension(full) == ".exe" ? Path.GetFileNameWithoutExtension(full) : Path.GetFileName(full), full, []);
    }

    /// <summary>What starts it with arguments, its streams redirected.</summary>
    internal ProcessStartInfo With(params IReadOnlyList<string> arguments) => new(File, [.. Arguments, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
