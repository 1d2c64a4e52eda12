using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>The lines of Python that the documentation gives read a saved model into a plain PyTorch module.</summary>
public sealed partial class PythonRecipeTests
{
    static PythonRecipeTests() => NativeBackend.EnsureLoaded();

    [SkippableTheory]
    [InlineData("torch", 0, false)]
    [InlineData("torch", 0, true)]
    [InlineData("safetensors.torch", 1, false)]
    public void The_recipe_gives_the_same_outputs(string library, int recipe, bool isDouble)
    {
        var python = ((string?[])[Environment.GetEnvironmentVariable("HYPERDSL_PYTHON"), "python3", "/usr/bin/python3"])
            .FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate) && Run(candidate, $"import {library}") is not null);
        Skip.If(python is null, $"There is no Python here that has {library}.");
        using var folder = new TempFolder();
        using var drawn = RoundTrip.Drawn<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>(isDouble ? ScalarType.Float64 : ScalarType.Float32, 1);
        using var model = drawn.At([.. drawn.Current]);
        var path = Path.Combine(folder.Root, "digits.safetensors");
        model.Save(path);

        // The module is this test's, the rest is the page's.
        var lines = Recipes()[recipe].Replace("\"digits.safetensors\"", JsonSerializer.Serialize(path), StringComparison.Ordinal);
        var output = Run(python!, $"""
            import collections
            {lines}
            module = torch.nn.Sequential(collections.OrderedDict(Hidden=torch.nn.Linear(8, 6), tanh=torch.nn.Tanh(), Output=torch.nn.Linear(6, 3))).to(weights["Hidden.weight"].dtype)
            module.load_state_dict(dict((name, weights[name]) for name in module.state_dict()))
            print(" ".join(repr(x) for x in module(torch.arange(16).view(2, 8).to(weights["Hidden.weight"].dtype)).flatten().tolist()))
            """);
        using var scope = NewDisposeScope();
        var expected = model.Predict(arange(16, dtype: ScalarType.Float64).view(2, 8)).to(ScalarType.Float64).view(-1).data<double>().ToArray();
        double[] actual = [.. output!.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, isDouble ? 1e-12 : 1e-5));
    }

    [Fact]
    public void The_recipe_has_four_lines() => Assert.All(Recipes(), recipe => Assert.InRange(recipe.Split('\n').Length, 1, 4));

    private static string[] Recipes([CallerFilePath] string here = "") =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/saving.md"))).Select(match => match.Groups[1].Value.TrimEnd())];

    private static string? Run(string program, string code)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-c", code]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : code.StartsWith("import collections", StringComparison.Ordinal) ? throw new InvalidOperationException(error.Result) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
