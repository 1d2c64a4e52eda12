using Hyper.Runtime.Native.Elf;

namespace Hyper.Runtime.Native;

/// <summary>
/// Loads libtorch and TorchSharp's native part on Linux, in an order and from files that leave TorchSharp's own search
/// nothing to do but find what is there.
/// </summary>
/// <remarks>
/// Two rules hold throughout. No process survives a second libtorch, so only one folder is ever tried, and it is the one
/// that TorchSharp would use. And nothing is altered on disk: where TorchSharp's native part asks for a newer C++
/// library than the host has, a private copy is altered.
/// </remarks>
internal sealed class LinuxBackend(INativeLoader loader, BackendSite site)
{
    /// <summary>TorchSharp's native part.</summary>
    internal const string Wrapper = "libLibTorchSharp.so";

    /// <summary>
    /// The version that hosts with a C++ library older than GCC 13's do not have. The one symbol of that version in
    /// <see cref="Wrapper"/> is used by no relocation, so the library runs without it.
    /// </summary>
    internal const string RelaxedVersion = "GLIBCXX_3.4.32";

    private const string UndefinedSymbol = "undefined symbol";

    private readonly LoadAttempts _attempts = new();

    /// <summary>Loads what there is to load.</summary>
    /// <returns>What was loaded.</returns>
    /// <exception cref="NativeLoadException">It could not be.</exception>
    public string Load()
    {
        // OpenMP's threads, which libtorch's operations are split over, spin for milliseconds after each one and so keep a core
        // from the runtime's own kernels, which follow.
        loader.SetDefault("OMP_WAIT_POLICY", "PASSIVE");
        string? requested = site.Requested is null ? null : LibtorchFolder.Resolve(loader, site.Requested);
        string libtorch = LoadLibtorch(requested);
        string wrapper = LoadWrapper(requested);
        KeepOwnLibtorchOut();
        return $"{libtorch}; {wrapper}.";
    }

    private string LoadLibtorch(string? requested)
    {
        string? folder = requested ?? site.ProbedFolders.FirstOrDefault(
            place => loader.FileExists(place + LibtorchFolder.Cpu));
        if (loader.IsLoaded(LibtorchFolder.Cpu))
        {
            if (requested is null)
                return "the libtorch that the process had loaded already";
            if (!loader.IsLoaded(requested + LibtorchFolder.Cpu))
            {
                throw new NativeLoadException(
                    $"{BackendSite.Variable} names the libtorch in {requested}, and the process has loaded another one before"
                    + " it could be read. Use no tensor before the first line of Main, or unset the variable.");
            }
        }

        // Without a folder the names go to the system, as TorchSharp's search would have it in the end.
        bool cuda = folder is not null && LibtorchFolder.HasCuda(loader, folder);
        foreach (string library in LibtorchFolder.LibrariesInOrder(cuda))
        {
            string? answer = loader.Load(folder + library, Binding.Lazy);

            // TorchSharp's native part asks for it by this name. Under another one (Debian's end in a version number) it
            // would not be recognised, and a second libtorch would be loaded from the program's folder.
            if (answer is null && !loader.IsLoaded(library))
                answer = $"It loads, but calls itself something other than {library}, which TorchSharp asks for.";
            if (answer is null)
                continue;
            _attempts.Record(folder + library, answer);
            throw _attempts.ToException(folder is null
                ? $"No libtorch was found: there is no {LibtorchFolder.Cpu} in {string.Join(", ", site.ProbedFolders)}."
                : $"The libtorch in {folder} could not be loaded.");
        }

        return $"libtorch {(cuda ? "with" : "without")} CUDA from {folder ?? "the system's library folders"}";
    }

    private string LoadWrapper(string? requested)
    {
        string[] places = [.. site.ProbedFolders, .. site.PackageFolders];
        string? folder = places.FirstOrDefault(place => loader.FileExists(place + Wrapper));
        string path = folder + Wrapper;
        string name = folder is null ? $"{Wrapper} from the system's library folders" : path;
        Func<Binding, string?> load = binding => loader.Load(path, binding);

        string? answer = load(Binding.Now);
        if (folder is not null && answer?.Contains(RelaxedVersion, StringComparison.Ordinal) == true)
        {
            _attempts.Record(name, answer);
            byte[] image = Relax(path);
            name = $"a private copy of {path} that does without {RelaxedVersion}";
            load = binding => loader.LoadCopy(image, Wrapper, binding);
            answer = load(Binding.Now);
        }

        if (requested is not null && answer?.Contains(UndefinedSymbol, StringComparison.Ordinal) == true)
        {
            // A PyTorch one release away lacks a few of the thousand functions, and is of use for all the others.
            _attempts.Record(name, answer);
            string complete = name;
            name += ", its functions looked up when they are called";
            string? missing = answer;
            answer = load(Binding.Lazy);
            if (answer is null)
                return $"{complete} (incomplete: {missing})";
        }

        if (answer is null)
            return name;
        _attempts.Record(name, answer);
        throw _attempts.ToException(
            folder is null ? $"TorchSharp's native part, {Wrapper}, was not found in {string.Join(", ", places)}."
            : answer.Contains(UndefinedSymbol, StringComparison.Ordinal) ? "TorchSharp's native part needs functions that this libtorch, of another version, does not have."
            : "TorchSharp's native part could not be loaded.");
    }

    private byte[] Relax(string path)
    {
        try
        {
            byte[] relaxed = VersionNeedRelaxer.Relax(loader.Read(path), RelaxedVersion, out int found);
            if (found > 0)
                return relaxed;
            _attempts.Record(path, $"The file itself does not ask for {RelaxedVersion}: a library that it needs does.");
        }
        catch (Exception problem) when (problem is ElfFormatException or IOException or UnauthorizedAccessException)
        {
            _attempts.Record(path, problem.Message);
        }

        throw _attempts.ToException($"TorchSharp's native part asks for {RelaxedVersion}, which this host's C++ library does not have.");
    }

    /// <summary>
    /// TorchSharp loads torch_cpu and torch_cuda from the program's own folder when it initialises itself. Where another
    /// libtorch is in the process by now, that would end it: the one that is there answers to those paths instead.
    /// </summary>
    private void KeepOwnLibtorchOut()
    {
        var names = new Dictionary<string, string>();
        foreach (string library in (string[])[LibtorchFolder.Cpu, LibtorchFolder.Cuda])
        {
            string? own = site.ProbedFolders.Select(folder => folder + library).FirstOrDefault(loader.FileExists);
            if (own is not null && !loader.IsLoaded(own))
                names[own] = loader.IsLoaded(library) ? library : LibtorchFolder.Stub;
        }

        if (names.Count > 0 && loader.InitializeUnder(names) is { } answer)
        {
            throw new NativeLoadException(
                $"The program carries a libtorch of its own ({string.Join(", ", names.Keys)}), which TorchSharp would load beside"
                + $" the one that is in use: {answer} Build with the property HyperDslBackend=none, or unset {BackendSite.Variable}.");
        }
    }
}
