namespace Hyper.Generators.Bodies.Shapes;

/// <summary>The calls that led to a tensor, for a message: the last one first.</summary>
internal sealed class ShapeChain
{
    private const int Shown = 8;

    private readonly ShapeChain? _before;
    private readonly string _opening;
    private readonly string _name;
    private readonly TensorShape _shape;

    private ShapeChain(ShapeChain? before, string opening, string name, TensorShape shape)
    {
        _before = before;
        _opening = opening;
        _name = name;
        _shape = shape;
    }

    /// <summary>A chain that starts with what <paramref name="name"/> gives.</summary>
    public static ShapeChain Of(string name, TensorShape shape) => Then(null, name, shape);

    /// <summary>A chain that starts with what a layer has shown of a variable, because it took it.</summary>
    public static ShapeChain TakenBy(string layer, string variable, TensorShape shape)
        => new(null, $"{layer} takes {variable} as {shape.Text()}", variable, shape);

    /// <summary>The next link.</summary>
    public static ShapeChain Then(ShapeChain? before, string name, TensorShape shape)
        => new(before is { _shape.TellsSomething: true } ? before : null, $"{name} gives {shape.Text()}", name, shape);

    /// <summary>The text behind the word "given" of a message; empty where nothing is known.</summary>
    public static string Text(ShapeChain? last)
    {
        var links = new List<ShapeChain>();
        for (var link = last; link is not null && links.Count < Shown; link = link._before)
        {
            links.Insert(0, link);
        }

        // What led to no number explains none.
        while (links.Count > 1 && !links[0]._shape.HasNumber && links.Any(link => link._shape.HasNumber))
        {
            links.RemoveAt(0);
        }

        if (links.Count == 0 || !links[0]._shape.TellsSomething)
        {
            return "";
        }

        var text = links[0]._opening;
        for (var i = 1; i < links.Count; i++)
        {
            text += $" → {links[i]._name}";
            if (!links[i]._shape.Equals(links[i - 1]._shape))
            {
                text += $" {links[i]._shape.Text()}";
            }
        }

        return text;
    }

    /// <summary>How a tensor came about, as the end of a message's sentence.</summary>
    public static string Led(ShapeChain? chain) => Text(chain) is { Length: > 0 } text ? $": {text}" : "";

    /// <summary>How several tensors came about, as the end of a message's sentence.</summary>
    public static string Of(params ShapeValue[] tensors)
    {
        var texts = tensors.Select(tensor => Text(tensor.Chain)).Where(text => text.Length > 0).Distinct().ToList();
        return texts.Count > 0 ? $": {string.Join("; ", texts)}" : "";
    }
}
