using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Hyper.Runtime.Native;
using Xunit.Abstractions;

namespace Hyper.Differential.Tests;

/// <summary>
/// What the compiler writes for bodies that are drawn by a grammar gives what autograd gives for the user's code: losses and gradients
/// of both passes, in double precision. <c>HYPERDSL_DRAWN_BODIES</c> asks for another number of them, <c>HYPERDSL_DRAWN_SEED</c> for others.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int ToACompilation = 125;

    private static readonly MethodInfo Difference = typeof(BothWays).GetMethod(nameof(BothWays.Difference))!;

    // A model has two passes: half as many models as bodies.
    private static int Models => Setting("HYPERDSL_DRAWN_BODIES", 2_000) / 2;

    private static int Seed => Setting("HYPERDSL_DRAWN_SEED", 1);

    [Fact]
    public async Task Compiled_passes_give_what_autograd_gives()
    {
        NativeBackend.EnsureLoaded();
        var (wrong, compiled, all) = (new List<string>(), 0, 0);
        var next = Compile(0);
        for (var first = 0; first < Models; first += ToACompilation)
        {
            // The next ones are compiled while these run.
            var (context, loaded) = await next;
            next = Compile(first + ToACompilation);
            foreach (var ((name, source), type, passes) in loaded)
            {
                all++;
                if (!BothWays.IsCompiled(type))
                {
                    continue;
                }

                compiled++;
                if ((DifferenceOf(type, 1) ?? DifferenceOf(type, 2)) is { } difference)
                {
                    wrong.Add($"{name}: {difference}\n{source}\n{passes}");
                }
            }

            context.Unload();
        }

        output.WriteLine($"{compiled} of {all} models are compiled, {100.0 * compiled / all:0.0} %; {wrong.Count} differ.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {compiled} differ:\n{string.Join("\n", wrong.Take(3))}\n{string.Join("\n", wrong.Select(text => text.Split('\n')[0]))}");
        Assert.InRange((double)compiled / all, 0.7, 1);
    }

    private static Task<(AssemblyLoadContext Context, IReadOnlyList<((string Name, string Source) Model, Type Type, string Passes)> Models)> Compile(int first) => Task.Run(() =>
    {
        var models = Enumerable.Range(first, Math.Clamp(Models - first, 0, ToACompilation)).Select(i => BodyGrammar.Draw((Seed * 1_000_000) + i)).ToList();
        var context = new AssemblyLoadContext("drawn", isCollectible: true);
        var loaded = models.Count == 0 ? [] : DrawnModels.Load(models, context);
        return (context, (IReadOnlyList<((string, string), Type, string)>)[.. loaded.Zip(models, (model, drawn) => (drawn, model.Model, model.Passes))]);
    });

    private static string? DifferenceOf(Type model, int samples)
    {
        try
        {
            return (string?)DrawnModels.Call(Difference, model, samples);
        }
        catch (TargetInvocationException exception)
        {
            return $"S = {samples}: {exception.InnerException!.GetType().Name}: {exception.InnerException.Message.Split('\n')[0]} {exception.InnerException.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Drawn", StringComparison.Ordinal))}";
        }
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
