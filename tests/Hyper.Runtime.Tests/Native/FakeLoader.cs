using Hyper.Runtime.Native;

namespace Hyper.Runtime.Tests.Native;

/// <summary>A make-believe Linux: files that are there, libraries that are loaded, and the answers it gives.</summary>
internal sealed class FakeLoader : INativeLoader
{
    public HashSet<string> Files { get; } = [];

    public HashSet<string> Loaded { get; } = [];

    /// <summary>What the linker says to a library, where it does not load; "copy" is the private copy.</summary>
    public Dictionary<(string Library, Binding Binding), string> Answers { get; } = [];

    /// <summary>What was asked of it, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Libraries that call themselves something else than their file.</summary>
    public HashSet<string> Renamed { get; } = [];

    public byte[] Wrapper { get; set; } = [];

    public byte[]? Copied { get; private set; }

    public Dictionary<string, string> StandIns { get; } = [];

    public string? StandInAnswer { get; set; }

    /// <summary>Variables that were set, and whether anything had been loaded by then.</summary>
    public Dictionary<string, (string Value, bool IsInTime)> Variables { get; } = [];

    public FakeLoader With(string folder, params string[] files)
    {
        foreach (string file in files)
            Files.Add(folder + file);
        return this;
    }

    public FakeLoader Answering(string library, string answer, params Binding[] bindings)
    {
        foreach (Binding binding in bindings)
            Answers[(library, binding)] = answer;
        return this;
    }

    public bool FileExists(string path) => Files.Contains(path);

    public bool DirectoryExists(string path)
        => Files.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    public byte[] Read(string path) => Wrapper;

    public bool IsLoaded(string library) => Loaded.Contains(library);

    public void SetDefault(string name, string value) => Variables[name] = (value, Loaded.Count == 0);

    public string? Load(string library, Binding binding) => Answer(library, binding);

    public string? LoadCopy(byte[] image, string fileName, Binding binding)
    {
        Copied = image;
        return Answer("copy", binding);
    }

    public string? InitializeUnder(IReadOnlyDictionary<string, string> names)
    {
        foreach ((string path, string library) in names)
            StandIns.Add(path, library);
        return StandInAnswer;
    }

    public nint AddressOf(string library, string function) => throw new EntryPointNotFoundException("There is no dlsym.");

    public string? Redirect(string library, string function, nint target) => throw new EntryPointNotFoundException("There is no dladdr1.");

    private string? Answer(string library, Binding binding)
    {
        Log.Add($"{library} {binding}");
        if (Answers.TryGetValue((library, binding), out string? answer))
            return answer;
        Loaded.Add(library);
        if (!Renamed.Contains(library))
            Loaded.Add(Path.GetFileName(library));
        return null;
    }
}
