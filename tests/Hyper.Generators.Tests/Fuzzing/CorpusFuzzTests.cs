using System.Globalization;
using Hyper.Generators.Tests.Corpus;
using Hyper.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>
/// Slips in realistic models: the generator, the analyzers and the code fixes never throw, and where neither C# nor a rule
/// finds fault with what the user wrote, what is generated compiles.
/// </summary>
public sealed class CorpusFuzzTests(ITestOutputHelper output)
{
    private const int Batches = 4;

    /// <summary>How many edits, where the variable does not ask for another number.</summary>
    private static readonly int Edits = Asked("HYPERDSL_FUZZ_EDITS", int.Parse(TestProject.Setting("FuzzEdits"), CultureInfo.InvariantCulture));

    private static readonly int Seed = Asked("HYPERDSL_FUZZ_SEED", 0);

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Slips_never_throw_and_never_break_the_generated_code(int batch)
    {
        var models = CorpusModel.All;
        var (emitted, sound, fixes) = (0, 0, 0);
        for (var edit = batch; edit < Edits; edit += Batches)
        {
            var random = new Random(Seed + edit);
            var model = models[random.Next(models.Count)];
            var file = random.Next(model.Files.Count);
            var text = TokenEdits.Edit(model.Files[file], random);
            var name = $"{model.Name}, seed {Seed + edit}";
            var run = GeneratedCode.Run(model.With(file, text).Compile(), name, text);
            emitted += run.Files.Keys.Any(file => file.EndsWith(".Layers.g.cs", StringComparison.Ordinal)) ? 1 : 0;
            sound += GeneratedCode.Check(run, name, text) ? 1 : 0;
            fixes += OfferedFixes.TakeAll(run);
        }

        output.WriteLine($"{Edits / Batches} edits: {emitted} with generated layers, {sound} of them without fault before; {fixes} fixes offered.");

        // Many edits must leave something that is judged, or the test has lost its subject.
        Assert.InRange(emitted, Edits / Batches / 10, Edits);
        Assert.InRange(sound, Edits / Batches / 50, Edits);
        Assert.InRange(fixes, Edits / Batches / 50, int.MaxValue);
    }

    private static int Asked(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;
}
