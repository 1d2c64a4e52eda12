using System.Runtime.CompilerServices;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>A driver keeps what it needs for the next run, however many runs there were before. Nothing else allocates meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Models = 8;
    private const int Early = 200;
    private const int Late = 1_000;

    /// <summary>A file, a project and a driver of an edit: those of the last two may still be in use.</summary>
    private const int InUse = 2 * 3;

    [Fact]
    public void Memory_after_1000_edits_is_that_after_200()
    {
        var session = new Session();
        session.Edit(Early);
        var early = session.Measure();
        session.Edit(Late - Early);
        var late = session.Measure();
        output.WriteLine($"After {Early} edits {early.Bytes} bytes and {early.Alive} old objects; after {Late}, {late.Bytes} and {late.Alive}.");
        Assert.InRange(early.Alive, 0, InUse);
        Assert.InRange(late.Alive, 0, InUse);

        // An edit leaves 150 to 300 bytes where a project is only compiled, and up to 400 with a driver. The text of each
        // edit is well above that, and well below what a version's tree, or what was read of it, takes.
        Assert.InRange(late.Bytes - early.Bytes, long.MinValue, session.TextBytes(Early));
    }

    private sealed class Session
    {
        private readonly List<WeakReference> _old = [];
        private readonly List<long> _textBytes = [];
        private Compilation _project = Project.Of([.. Enumerable.Range(0, Models).Select(index => Model(index, "x", 32)), Elsewhere(0)]);
        private GeneratorDriver _driver;

        public Session() => _driver = CSharpGeneratorDriver.Create([new HyperModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)_project.SyntaxTrees.First().Options);

        /// <summary>The sizes of the texts of all edits after the first ones.</summary>
        public long TextBytes(int first) => _textBytes.Skip(first).Sum();

        /// <summary>Keystrokes in a file without models, in a body, and in a layer's size, in turn.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Edit(int times)
        {
            for (var i = 0; i < times; i++)
            {
                // The texts come again after a while, so that tables of texts that were seen fill up early.
                var number = 1 + (_textBytes.Count % 60);
                var (file, text) = (number % 3) switch
                {
                    0 => (Models, Elsewhere(number)),
                    1 => (0, Model(0, $"x + {number}", 32)),
                    _ => (1, Model(1, "x", number)),
                };
                var tree = _project.SyntaxTrees.ElementAt(file);
                _old.AddRange([new(tree), new(_project), new(_driver)]);
                _textBytes.Add(sizeof(char) * text.Length);
                _project = _project.ReplaceSyntaxTree(tree, Project.Parse(text, tree.FilePath));
                _driver = _driver.RunGenerators(_project);
                Assert.NotEmpty(_driver.GetRunResult().GeneratedTrees);
            }
        }

        /// <summary>What is in use, and how many old files, projects and drivers are.</summary>
        public (long Bytes, int Alive) Measure()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return (GC.GetTotalMemory(forceFullCollection: true), _old.Count(old => old.IsAlive));
        }

        private static string Elsewhere(int number) => $"internal static class Elsewhere {{ public static int Number => {number}; }}";

        private static string Model(int index, string input, int width) => new ModelSource
        {
            Declaration = $"public sealed partial class Model{index}",
            Layers = $"[Linear(64, {width})] public partial HyperLinear Hidden {{ get; }} [Linear({width}, 10)] public partial HyperLinear Output {{ get; }}",
            Forward = $"[Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward({input})));",
            After = $"[Experiment<Model{index}>(Steps = 10)] public static partial class Tune{index};",
        }.ToString();
    }
}
