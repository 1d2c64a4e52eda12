using Hyper.Generators.Model.Passes;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>The names of the variables of one pass: each once.</summary>
internal sealed class PassNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "rows", "targets", "loss", "traced" };
    private readonly Dictionary<int, string> _values = [];
    private readonly int _inputs;
    private readonly Dictionary<int, string> _gradients = [];
    private readonly Dictionary<(int Value, string What), string> _beside = [];

    /// <param name="inputs">What the inputs are called: the first values, before the targets.</param>
    public PassNames(IReadOnlyList<string> inputs)
    {
        _inputs = inputs.Count;
        for (var i = 0; i < inputs.Count; i++)
        {
            _values[i] = Fresh(inputs[i]).Escaped();
        }

        _values[inputs.Count] = "targets";
    }

    /// <summary>The variable of a value.</summary>
    public string this[int value] => _values[value];

    /// <summary>Has one value be another one.</summary>
    public void Same(int value, int other) => _values[value] = _values[other];

    /// <summary>Names what a step makes.</summary>
    public string Of(PassStep step) => _values[step.Value] = Fresh($"{Lower(step.Name)}{step.Value - _inputs}");

    /// <summary>A variable that a step needs beside what it makes.</summary>
    public string Beside(PassStep step, string what)
    {
        if (!_beside.TryGetValue((step.Value, what), out var name))
        {
            _beside[(step.Value, what)] = name = Fresh($"{what}{step.Value - _inputs}");
        }

        return name;
    }

    /// <summary>The variable of a value's gradient.</summary>
    public string Gradient(int value)
    {
        if (!_gradients.TryGetValue(value, out var name))
        {
            var of = _values[value];
            _gradients[value] = name = Fresh($"d{char.ToUpperInvariant(of[0])}{of.Substring(1)}");
        }

        return name;
    }

    /// <summary>A number that a step is given: those that are known follow those that the pass computes.</summary>
    public string Number(PassStep step, int index)
        => step.Numbers.Count > index ? step.Numbers[index].Fill(value => this[value]) : step.Constants[index - step.Numbers.Count].Code();

    /// <summary>A name that nothing has yet, this one if it is free.</summary>
    public string Fresh(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }

    /// <summary>What a variable inside a part is called: no name that a variable outside of it has.</summary>
    public static string Inner(PassStep step) => Lower(step.Name) is var name && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"{name}Value";

    /// <summary>What a variable is called after: a function's name in C#'s own way.</summary>
    public static string Lower(string name)
    {
        var words = name.Split('_').Where(word => word.Length > 0).ToList();
        return words.Count == 0 ? "value" : string.Concat(words.Select((word, i) => (i == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word.Substring(1)));
    }
}
