using System.Globalization;
using Hyper.Generators.Tests.Corpus;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>
/// Slips in realistic models: the generator and the analyzers never throw, and where neither C# nor a rule finds fault with
/// what the user wrote, what is generated compiles.
/// </summary>
public sealed class CorpusFuzzTests(ITestOutputHelper output)
{
    /// <summary>Asks for another number of edits: 2000 take a minute and a half of one processor, 50000 a night.</summary>
    private const string Variable = "HYPERDSL_FUZZ_EDITS";

    private const int Batches = 4;

    private static readonly int Edits = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 800;

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Slips_never_throw_and_never_break_the_generated_code(int batch)
    {
        var models = CorpusModel.All;
        var (emitted, sound) = (0, 0);
        for (var seed = batch; seed < Edits; seed += Batches)
        {
            var random = new Random(seed);
            var model = models[random.Next(models.Count)];
            var file = random.Next(model.Files.Count);
            var text = TokenEdits.Edit(model.Files[file], random);
            var run = GeneratorRun.Of(model.With(file, text).Compile());
            emitted += run.Files.Keys.Any(name => name.EndsWith(".Layers.g.cs", StringComparison.Ordinal)) ? 1 : 0;
            sound += GeneratedCode.Check(run, $"{model.Name}, seed {seed}", text) ? 1 : 0;
        }

        output.WriteLine($"{Edits / Batches} edits: {emitted} with generated layers, {sound} of them without fault before.");

        // Many edits must leave something that is judged, or the test has lost its subject.
        Assert.InRange(emitted, Edits / Batches / 10, Edits);
        Assert.InRange(sound, Edits / Batches / 50, Edits);
    }
}
