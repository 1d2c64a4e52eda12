using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>
/// What all files of a project declare. Binding an annotated class costs about a millisecond, and every keystroke makes a
/// new compilation, of which nothing is bound; this tells without binding which classes the keystroke can have changed.
/// </summary>
internal sealed class ProjectDeclarations : IEquatable<ProjectDeclarations>
{
    private readonly ImmutableArray<FileDeclarations> _files;
    private readonly ProjectEnvironment _environment;
    private readonly ImmutableArray<AliasDeclaration> _globalAliases;
    private readonly ConcurrentDictionary<string, ClassKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<EquatableArray<string>, ClassKey> _bodyKeys = new();
    private readonly Lazy<Dictionary<string, List<int>>> _declaringFiles;

    private ProjectDeclarations(ImmutableArray<FileDeclarations> files, ProjectEnvironment environment)
    {
        _files = files;
        _environment = environment;
        _globalAliases = [.. files.SelectMany(file => file.Aliases).Where(alias => alias.IsGlobal)];
        _declaringFiles = new(ReadDeclaringFiles);
    }

    public static ProjectDeclarations Of(Compilation compilation, CancellationToken cancellation)
    {
        var files = compilation.SyntaxTrees.Select(tree => FileDeclarations.Of(tree, cancellation)).ToImmutableArray();
        var namespaces = files.SelectMany(file => file.Namespaces).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
        var usings = files.Where(file => file.HasGlobalUsings).Select(file => file.Fingerprint);
        var shared = Fingerprints.Of(string.Join("\n", namespaces.Concat(usings)));
        return new ProjectDeclarations(
            files, new ProjectEnvironment(compilation.AssemblyName, compilation.Options, [.. compilation.References], shared));
    }

    /// <summary>Whether a class can have an attribute, to judge by the names of its attributes and by aliases.</summary>
    /// <param name="type">The class.</param>
    /// <param name="attribute">The attribute's name, with or without its end.</param>
    /// <param name="cancellation">Stops the work.</param>
    public bool MayHave(TypeDeclarationSyntax type, string attribute, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { FileDeclarations.KeyOf(attribute) };
        var aliases = FileDeclarations.Of(type.SyntaxTree, cancellation).Aliases.Concat(_globalAliases).ToList();

        // An alias in a namespace may be one of an alias outside of it.
        while (aliases.Any(alias => names.Contains(alias.Target) && names.Add(alias.Name)))
        {
        }

        return type.AttributeLists.SelectMany(list => list.Attributes).Any(written => names.Contains(FileDeclarations.KeyOf(LastName(written.Name))));
    }

    /// <summary>The key of the annotated classes of a file.</summary>
    public ClassKey KeyOf(SyntaxTree tree, CancellationToken cancellation)
    {
        var file = FileDeclarations.Of(tree, cancellation);
        return _keys.GetOrAdd(file.Fingerprint, _ => ReadKey(file.Mentions));
    }

    /// <summary>The key of what depends on the bodies of a class's own methods as well.</summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">The compilation at hand: this instance may have been made for an earlier one that differs in bodies.</param>
    /// <param name="cancellation">Stops the work.</param>
    public BodyKey BodyKeyOf(TypeDeclarationSyntax type, Compilation compilation, CancellationToken cancellation)
    {
        var trees = (ImmutableArray<SyntaxTree>)compilation.SyntaxTrees;
        var parts = _declaringFiles.Value.TryGetValue(FileDeclarations.KeyOf(type.Identifier.ValueText), out var files) ? files : [];
        var texts = parts.Select(index => Convert.ToBase64String([.. trees[index].GetText(cancellation).GetContentHash()])).ToEquatableArray();

        // A constant that only a body names counts as much as one that an attribute names.
        var read = parts.Select(index => FileDeclarations.Of(trees[index], cancellation)).SelectMany(file => file.Mentions.Concat(file.BodyMentions));
        return new BodyKey(_bodyKeys.GetOrAdd(texts, _ => ReadKey(read)), texts);
    }

    /// <summary>Equal where no annotated class can be parsed to another result, but for what their bodies hold.</summary>
    public bool Equals(ProjectDeclarations? other)
    {
        if (other is null || _files.Length != other._files.Length || !_environment.Equals(other._environment))
        {
            return false;
        }

        for (var i = 0; i < _files.Length; i++)
        {
            if (_files[i].Fingerprint != other._files[i].Fingerprint)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ProjectDeclarations);

    public override int GetHashCode() => _environment.GetHashCode();

    private static string LastName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>
    /// The files that declare a type which is mentioned, or which one of those mentions, and so on. A member can only
    /// be reached through a type that is mentioned somewhere, so types are enough.
    /// </summary>
    private ClassKey ReadKey(IEnumerable<string> mentions)
    {
        var reached = new SortedSet<int>();
        var names = new HashSet<string>(mentions, StringComparer.Ordinal);
        names.UnionWith(_files.Where(file => file.HasGlobalUsings).SelectMany(file => file.Mentions));
        var open = new Queue<string>(names);
        while (open.Count > 0)
        {
            if (!_declaringFiles.Value.TryGetValue(open.Dequeue(), out var declaring))
            {
                continue;
            }

            foreach (var mention in declaring.Where(reached.Add).SelectMany(index => _files[index].Mentions).Where(names.Add))
            {
                open.Enqueue(mention);
            }
        }

        return new ClassKey(Fingerprints.Of(string.Join("\n", reached.Select(index => _files[index].Fingerprint))), _environment);
    }

    private Dictionary<string, List<int>> ReadDeclaringFiles()
    {
        var declaring = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var index = 0; index < _files.Length; index++)
        {
            foreach (var type in _files[index].Types)
            {
                if (!declaring.TryGetValue(type, out var files))
                {
                    declaring.Add(type, files = []);
                }

                files.Add(index);
            }
        }

        return declaring;
    }
}
