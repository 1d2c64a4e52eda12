using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What a layer takes and gives, from the constants of its attribute.</summary>
internal sealed class LayerSignature
{
    private readonly string _kind;
    private readonly IReadOnlyList<int> _sizes;
    private readonly IReadOnlyList<SlidingWindow> _windows;
    private readonly IReadOnlyList<int> _outputPadding;

    private LayerSignature(string name, string kind, IReadOnlyList<int> sizes, IReadOnlyList<SlidingWindow> windows, IReadOnlyList<int> outputPadding)
    {
        Name = name;
        _kind = kind;
        _sizes = sizes;
        _windows = windows;
        _outputPadding = outputPadding;
    }

    /// <summary>The name of the property.</summary>
    public string Name { get; }

    /// <summary>The layer that a property is; null where its attribute is not sound, which other rules say.</summary>
    public static LayerSignature? Read(IPropertySymbol property, CancellationToken cancellation)
    {
        if (LayerKinds.Of(property) is not [var kind] || AttributeReader.Find(property, kind.Attribute, cancellation) is not { IsBroken: false } attribute)
        {
            return null;
        }

        List<int> sizes = kind.Name is "LayerNorm"
            ? [attribute.Positional<int>(0), .. attribute.PositionalList(1)]
            : [attribute.Positional<int>(0), .. Enumerable.Range(1, attribute.ParameterCount - 1).Select(attribute.Positional<int>)];
        var dimensions = kind.Name switch { "Conv1d" => 1, "Conv2d" or "ConvTranspose2d" => 2, _ => 0 };
        List<SlidingWindow> windows =
        [
            .. Enumerable.Range(0, dimensions).Select(i => new SlidingWindow(sizes[Math.Min(2 + i, sizes.Count - 1)], Option("Stride", 1, i), Option("Padding", 0, i), Option("Dilation", 1, i))),
        ];
        var isSound = sizes.All(size => size >= 1) && windows.All(window => window is { Stride: >= 1, Padding: >= 0, Dilation: >= 1 });
        return isSound ? new LayerSignature(property.Name, kind.Name, sizes, windows, [Option("OutputPadding", 0, 0), Option("OutputPadding", 0, 1)]) : null;

        int Option(string name, int fallback, int dimension)
            => dimension == 1 && attribute.IsGiven(name + "Width") ? attribute.Named(name + "Width", fallback) : attribute.Named(name, fallback);
    }

    /// <summary>A property of the runtime's class that counts something.</summary>
    public ShapeValue Property(string name) => (_kind, name) switch
    {
        ("Linear" or "Conv1d" or "Conv2d" or "ConvTranspose2d" or "Lstm" or "Gru", "Inputs") => Size(0),
        ("Linear" or "Conv1d" or "Conv2d" or "ConvTranspose2d", "Outputs") => Size(1),
        ("Lstm" or "Gru", "Hidden") => Size(1),
        ("GroupNorm", "Channels") => Size(1),
        ("BatchNorm", "Channels") => Size(0),
        ("Embedding", "Size") => Size(1),
        _ => ShapeValue.Unknown,
    };

    /// <summary>What the layer gives; why it cannot take its input, if so; and what is known of an input that it could take.</summary>
    public (ShapeValue Output, ShapeFault? Fault, TensorShape Taken) Apply(TensorShape input, ShapeChain? chain)
    {
        var (output, fault, taken) = _kind switch
        {
            "Linear" => Linear(input),
            "Embedding" => (Appended(input, Dim.Of(_sizes[1])), null, input),
            "LayerNorm" => LayerNorm(input),
            "GroupNorm" => Channels(input, _sizes[1]),
            "BatchNorm" => Channels(input, _sizes[0]),
            "Lstm" or "Gru" => Recurrent(input),
            _ => Convolution(input),
        };
        if (_kind is not ("Lstm" or "Gru"))
        {
            return (new TensorValue(output, ShapeChain.Then(chain, Name, output)), fault, taken);
        }

        var state = TensorShape.Of([output.Front[0], output.Front[2]]);
        var states = new TensorValue(state, ShapeChain.Then(chain, Name, state));
        var outputs = new TensorValue(output, ShapeChain.Then(chain, Name, output));
        return (new SeveralValues(_kind == "Gru" ? [outputs, states] : [outputs, states, states]), fault, taken);
    }

    private static TensorShape Appended(TensorShape input, Dim dim)
        => input.HasGap ? TensorShape.Open(input.Front, [.. input.Back, dim]) : TensorShape.Of([.. input.Front, dim]);

    private (TensorShape Output, ShapeFault? Fault, TensorShape Taken) Linear(TensorShape input)
    {
        var (inputs, outputs) = (Dim.Of(_sizes[0]), Dim.Of(_sizes[1]));
        var fits = input.WithBack(1, 2);
        var last = fits.FromEnd(1);
        var fault = (fits, last) switch
        {
            ({ HasGap: false, Front.Length: < 2 }, _) => new ShapeFault($"rows of {inputs.Text()} features", input.Text(), "give it [rows, features]"),
            (_, { } given) when Dim.Differ(given, inputs) => new ShapeFault($"rows of {inputs.Text()} features", $"rows of {given.Text()}", Declare(given, "inputs")),
            _ => null,
        };
        if (fault is not null || fits.Locate(-1) is not { } place)
        {
            return (TensorShape.Open([], [outputs]), fault, input);
        }

        return (fits.Replace(place, outputs), null, fits.Replace(place, inputs));
    }

    private (TensorShape Output, ShapeFault? Fault, TensorShape Taken) LayerNorm(TensorShape input)
    {
        var fits = input.WithBack(_sizes.Count, _sizes.Count + 1);
        var isTooSmall = !fits.HasGap && fits.Front.Length <= _sizes.Count;
        for (var i = 1; i <= _sizes.Count && !isTooSmall; i++)
        {
            var size = Dim.Of(_sizes[_sizes.Count - i]);
            if (Dim.Differ(fits.FromEnd(i)!.Value, size))
            {
                return (input, Fault(input, Declare(fits.FromEnd(i)!.Value, "features")), input);
            }

            fits = fits.Replace(fits.Locate(-i)!.Value, size);
        }

        return isTooSmall ? (input, Fault(input, "give it rows with these dimensions"), input) : (fits, null, fits);
    }

    private (TensorShape Output, ShapeFault? Fault, TensorShape Taken) Channels(TensorShape input, int channels)
    {
        if (!input.HasGap && input.Front.Length < 2)
        {
            return (input, Fault(input, "give it a dimension of channels"), input);
        }

        var size = Dim.Of(channels);
        if (input.FromStart(1) is { } given)
        {
            return Dim.Differ(given, size) ? (input, Fault(input, Declare(given, "channels")), input) : Same(input.Replace((false, 1), size));
        }

        // Where there is something behind the gap, it may be the channels, and may be not.
        return Same(input is { Front.Length: 1, Back.Length: 0 } ? TensorShape.Open([input.Front[0], size], []) : input);

        static (TensorShape, ShapeFault?, TensorShape) Same(TensorShape shape) => (shape, null, shape);
    }

    private (TensorShape Output, ShapeFault? Fault, TensorShape Taken) Recurrent(TensorShape input)
    {
        var (inputs, hidden) = (Dim.Of(_sizes[0]), Dim.Of(_sizes[1]));
        if (input.WithRank(3) is not { } fits)
        {
            return (TensorShape.Of([Dim.Fresh(), Dim.Fresh(), hidden]), Fault(input, "give it [rows, time, features]"), input);
        }

        var fault = Dim.Differ(fits.Front[2], inputs) ? Fault(input, Declare(fits.Front[2], "inputs")) : null;
        return (fits.Replace((false, 2), hidden), fault, fault is null ? fits.Replace((false, 2), inputs) : input);
    }

    private (TensorShape Output, ShapeFault? Fault, TensorShape Taken) Convolution(TensorShape input)
    {
        var (inputs, outputs) = (Dim.Of(_sizes[0]), Dim.Of(_sizes[1]));
        if (input.WithRank(2 + _windows.Count) is not { } fits)
        {
            var unknown = TensorShape.Of([Dim.Fresh(), outputs, .. _windows.Select(_ => Dim.Fresh())]);
            return (unknown, Fault(input, $"view what it is given as {Takes()}"), input);
        }

        var sizes = fits.Front.Skip(2).Zip(_windows, (size, window) => (size, window)).Select((pair, i) => _kind == "ConvTranspose2d" ? pair.window.Back(pair.size, _outputPadding[i]) : pair.window.Of(pair.size)).ToList();
        var fault = Dim.Differ(fits.Front[1], inputs) ? Fault(input, Declare(fits.Front[1], "inputs"))
            : sizes.Any(size => size is { IsNumber: true, Factor: < 1 }) ? new ShapeFault($"{Takes()} of at least its kernel's size", input.Text(), "give it more elements, a smaller kernel or padding")
            : null;
        sizes = fault is null ? sizes : [.. sizes.Select(_ => Dim.Fresh())];
        return (TensorShape.Of([fits.Front[0], outputs, .. sizes]), fault, fault is null ? fits.Replace((false, 1), inputs) : input);
    }

    private ShapeFault Fault(TensorShape given, string cure) => new(Takes(), given.Text(), cure);

    private string Takes() => _kind switch
    {
        "LayerNorm" => $"[rows, …, {string.Join(", ", _sizes.Select(size => size.Code()))}]",
        "GroupNorm" => $"[rows, {_sizes[1].Code()}, …]",
        "BatchNorm" => $"[rows, {_sizes[0].Code()}, …]",
        "Lstm" or "Gru" => $"[rows, time, {_sizes[0].Code()}]",
        "Conv1d" => $"[rows, {_sizes[0].Code()}, length]",
        _ => $"[rows, {_sizes[0].Code()}, height, width]",
    };

    private static string Declare(Dim given, string what) => $"declare it with {given.Text()} {what} or change what it is given";

    private SizeValue Size(int index) => new(Dim.Of(_sizes[index]));
}
