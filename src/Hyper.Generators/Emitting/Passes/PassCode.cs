using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>Writes one compiled pass: the steps, the terms of the loss with their gradients, and the way back.</summary>
internal sealed class PassCode(SourceWriter writer, ModelClass model, PassProgram program, bool isTraining)
{
    private readonly PassNames _names = new(InputsOf(model));
    private readonly HashSet<int> _withGradient = [];
    private readonly Dictionary<PassPart, string> _parts = [];
    private readonly Dictionary<int, PassStep> _makers = program.Steps.Where(step => step.Value >= 0).ToDictionary(step => step.Value);

    /// <summary>What the inputs of a forward method are called in a pass: by the parameters' names where there are several.</summary>
    public static IReadOnlyList<string> InputsOf(ModelClass model) => model.Forward.Parameters.Count == 1 ? ["inputs"] : [.. model.Forward.Parameters];

    public void Write()
    {
        for (var i = 0; i < model.Forward.Parameters.Count; i++)
        {
            writer.Line($"var {_names[i]} = rows[{i.Code()}];");
        }

        foreach (var item in program.Items)
        {
            if (item is PassPart part)
            {
                Forward(part);
            }
            else
            {
                Forward((PassStep)item);
            }
        }

        if (program.Items.Count > 0)
        {
            writer.Blank();
        }

        var terms = program.Terms.Where(term => term.Kind is not (TermKind.L2 or TermKind.L1 or TermKind.Number)).ToList();
        for (var i = 0; i < terms.Count; i++)
        {
            Term(terms[i], first: i == 0);
        }

        writer.Blank();
        Back();
        Penalties(first: terms.Count == 0);
        foreach (var number in program.Terms.Where(term => term.Kind == TermKind.Number))
        {
            writer.Line($"loss.add_({RuntimeNames.Scalars}.Of({Factor(number)}), {One});");
        }

        writer.Line("return loss;");
    }

    private void Forward(PassStep step)
    {
        if (IsIdle(step))
        {
            // Nothing is dropped in evaluation.
            _names.Same(step.Value, step.Inputs[0]);
            return;
        }

        if (step.Value < 0)
        {
            var statement = Written(step);
            writer.Line(statement.EndsWith("}", StringComparison.Ordinal) ? statement : statement + ";");
            return;
        }

        var name = _names.Of(step);
        switch (step.Op)
        {
            case PassOp.Drop or PassOp.DropChannels:
                writer.Line($"var {Mask(step)} = {RuntimeNames.DropMask}.{(step.Op == PassOp.Drop ? "Of" : "OfChannels")}({In(step, 0)}, this.{step.Hyperparameter.Escaped()});");
                break;
            case PassOp.Layer:
                writer.Line($"var {Graph(step)} = {RuntimeNames.LayerGraph}.Of(this.{step.Name.Escaped()}, {In(step, 0)}, tracesInput: {(IsTraced(step.Inputs[0]) ? "true" : "false")});");
                break;
        }

        writer.Line($"var {name} = {Expression(step)};");
    }

    /// <summary>A part that autograd differentiates by itself.</summary>
    private void Forward(PassPart part)
    {
        var name = _names.Fresh("part1");
        _parts.Add(part, name);
        var inputs = string.Join(", ", part.Inputs.Select(value => _names[value]));
        var layers = part.Layers.Count == 0 ? "" : $"[{string.Join(", ", part.Layers.Select(layer => $"this.{layer.Escaped()}"))}], ";
        var inside = part.Inputs.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => $"traced[{pair.i}]");
        writer.Line($"// Autograd differentiates {string.Join(", ", part.Steps.Where(step => !step.IsAccessor).Select(step => step.Called).Distinct())}.");
        writer.Open($"var {name} = {RuntimeNames.AutogradPart}.Of([{inputs}], {layers}traced =>");
        foreach (var step in part.Steps)
        {
            var variable = _names.Fresh(PassNames.Inner(step));
            writer.Line($"var {variable} = {step.Written.Fill(value => inside.TryGetValue(value, out var known) ? known : _names[value])};");
            inside[step.Value] = variable;
        }

        writer.Line($"return [{string.Join(", ", part.Outputs.Select(value => inside[value]))}];");
        writer.Close(");");
        for (var i = 0; i < part.Outputs.Count; i++)
        {
            writer.Line($"var {_names.Of(_makers[part.Outputs[i]])} = {name}.Outputs[{i.Code()}];");
        }
    }

    private string Written(PassStep step) => step.Written.Fill(value => _names[value]);

    private string Expression(PassStep step)
    {
        if (step.Op == PassOp.Written)
        {
            return Written(step);
        }

        var x = In(step, 0);
        return step.Op switch
        {
            PassOp.Linear => $"this.{step.Name.Escaped()}.forward({x})",
            PassOp.Layer => $"{Graph(step)}.Output",
            PassOp.Relu => $"{x}.relu()",
            PassOp.Tanh => $"{x}.tanh()",
            PassOp.Sigmoid => $"{x}.sigmoid()",
            PassOp.Silu => $"{x}.silu()",
            PassOp.Gelu => $"{x}.gelu()",
            PassOp.Softplus => $"{Functional}.softplus({x})",
            PassOp.LeakyRelu => $"{Functional}.leaky_relu({x}, {_names.Number(step, 0)})",
            PassOp.Elu => $"{Functional}.elu({x}, {_names.Number(step, 0)})",
            PassOp.Exp => $"{x}.exp()",
            PassOp.Square => $"{x}.square()",
            PassOp.Abs => $"{x}.abs()",
            PassOp.Scale => $"{x} * {Scalar(step)}",
            PassOp.DivideBy => $"{x} / {Scalar(step)}",
            PassOp.Shift => $"{x}.add({RuntimeNames.Scalars}.Of({(step.Constants[0] < 0 ? Negated(_names.Number(step, 0)) : _names.Number(step, 0))}), {One})",
            PassOp.Add => $"{x}.add({In(step, 1)}, {One})",
            PassOp.Subtract => $"{x}.add({In(step, 1)}, {RuntimeNames.Scalars}.Of(-1))",
            PassOp.Multiply => $"{x} * {In(step, 1)}",
            PassOp.Divide => $"{x} / {In(step, 1)}",
            PassOp.MaxPool => $"{RuntimeNames.MaxPooling}.Of({x}, {Window(step)}, out var {Places(step)})",
            PassOp.AveragePool => $"{Functional}.avg_pool2d({x}, {Window(step)})",
            PassOp.Drop or PassOp.DropChannels => $"{x} * {Mask(step)}",
            _ => Written(step),
        };
    }

    private void Term(PassTerm term, bool first)
    {
        var input = term.Inputs[0];
        var arguments = string.Join(", ", term.Inputs.Select(value => _names[value]));
        var isTraced = IsTraced(input);
        var source = Source(input);
        var isFirst = isTraced && _withGradient.Add(source);
        var gradient = !isTraced ? "_" : isFirst ? $"var {_names.Gradient(source)}" : $"var {_names.Fresh(_names.Gradient(source) + "Again")}";
        var call = $"{RuntimeNames.LossTerms}.{term.Kind}({arguments}, {Factor(term)}, out {gradient})";
        writer.Line(first ? $"var loss = {call};" : $"loss.add_({call}, {One});");
        if (isTraced && !isFirst)
        {
            writer.Line($"{_names.Gradient(source)} = {_names.Gradient(source)}.add({gradient.Substring("var ".Length)}, {One});");
        }
    }

    private string Factor(PassTerm term) => term.Factor.Code() + term.More.Fill(value => _names[value]);

    private void Back()
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var reached = Reached();
        var pulledBack = new HashSet<string>(reached.OfType<PassStep>().Where(IsLayer).Select(step => step.Name), StringComparer.Ordinal);
        if (model.Layers.Any(layer => !pulledBack.Contains(layer.Name)) || reached.OfType<PassPart>().Any(part => part.Layers.Count > 0))
        {
            writer.Line("__context.ClearGradient();");
            touched.UnionWith(pulledBack);
        }

        foreach (var item in reached)
        {
            switch (item)
            {
                case PassPart part:
                    Back(part);
                    break;
                case PassStep step when _withGradient.Contains(step.Value) && !IsIdle(step):
                    PassBack(step, _names.Gradient(step.Value), touched);
                    break;
            }
        }
    }

    /// <summary>The steps and parts that any term's gradient comes back to, the last one first.</summary>
    private List<PassItem> Reached()
    {
        var wanted = new HashSet<int>(program.Terms.SelectMany(term => term.Inputs));
        var reached = new List<PassItem>();
        foreach (var item in program.Items.Reverse())
        {
            if (item is PassStep { IsTraced: true } step && wanted.Contains(step.Value))
            {
                reached.Add(step);
                wanted.UnionWith(step.Inputs);
            }
            else if (item is PassPart part && part.Outputs.Any(wanted.Contains))
            {
                reached.Add(part);
                wanted.UnionWith(part.Inputs);
            }
        }

        return reached;
    }

    private void Back(PassPart part)
    {
        var gradients = part.Outputs.Select(value => _withGradient.Contains(value) ? _names.Gradient(value) : "null").ToList();
        if (gradients.All(gradient => gradient == "null"))
        {
            return;
        }

        var call = $"{_parts[part]}.PullBack([{string.Join(", ", gradients)}])";
        if (part.Inputs.Count == 0)
        {
            writer.Line($"{call};");
            return;
        }

        var name = _names.Fresh($"back{_parts[part].Substring("part".Length)}");
        writer.Line($"var {name} = {call};");
        for (var i = 0; i < part.Inputs.Count; i++)
        {
            Send(part.Inputs[i], $"{name}[{i.Code()}]");
        }
    }

    private void PassBack(PassStep step, string gradient, HashSet<string> touched)
    {
        switch (step.Op)
        {
            case PassOp.Linear:
                var layer = $"this.{step.Name.Escaped()}";
                writer.Line($"{layer}.PullBack({In(step, 0)}, {gradient}, accumulate: {Accumulates(step, touched)});");
                Send(step, 0, $"{layer}.PullBackToInput({gradient})");
                break;
            case PassOp.Layer when IsTraced(step.Inputs[0]):
                Send(step, 0, $"{Graph(step)}.PullBackToInput({gradient}, accumulate: {Accumulates(step, touched)})");
                break;
            case PassOp.Layer:
                writer.Line($"{Graph(step)}.PullBack({gradient}, accumulate: {Accumulates(step, touched)});");
                break;
            case PassOp.Concatenate or PassOp.Stack:
                Pieces(step, gradient);
                break;
            default:
                for (var operand = 0; operand < step.Inputs.Count; operand++)
                {
                    if (IsTraced(step.Inputs[operand]))
                    {
                        Send(step, operand, new PullBackCode(_names, step, isTraining).Of(operand, gradient));
                    }
                }

                break;
        }
    }

    private void Pieces(PassStep step, string gradient)
    {
        var dimension = step.Numbers.Count > 0 ? _names.Number(step, 0) : "0";
        var sizes = string.Join(", ", step.Inputs.Select(value => $"{_names[value]}.size((int){dimension})"));
        var name = _names.Fresh($"{gradient}Pieces");
        writer.Line($"var {name} = {RuntimeNames.PullBack}.{(step.Op == PassOp.Stack ? $"Stack({gradient}, {dimension})" : $"Concatenate({gradient}, {dimension}, {sizes})")};");
        for (var i = 0; i < step.Inputs.Count; i++)
        {
            Send(step, i, $"{name}[{i.Code()}]");
        }
    }

    private void Send(PassStep step, int operand, string expression) => Send(step.Inputs[operand], expression);

    /// <summary>Adds to the gradient of a value, where there is anything to move behind it.</summary>
    private void Send(int value, string expression)
    {
        if (!IsTraced(value))
        {
            return;
        }

        var source = Source(value);
        var name = _names.Gradient(source);
        writer.Line(_withGradient.Add(source) ? $"var {name} = {expression};" : $"{name} = {name}.add({expression}, {One});");
    }

    private void Penalties(bool first)
    {
        foreach (var term in program.Terms.Where(term => term.Kind is TermKind.L2 or TermKind.L1))
        {
            var call = $"{RuntimeNames.LossTerms}.{term.Kind}(this.{term.Name.Escaped()}, {Factor(term)})";
            writer.Line(first ? $"var loss = {call};" : $"loss.add_({call}, {One});");
            first = false;
        }
    }

    private static bool IsLayer(PassStep step) => step.Op is PassOp.Linear or PassOp.Layer;

    /// <summary>Whether nothing happens: dropout in evaluation.</summary>
    private bool IsIdle(PassStep step) => !isTraining && step.Op is (PassOp.Drop or PassOp.DropChannels);

    /// <summary>Whether a layer's gradient is there already, from where it was applied later on.</summary>
    private static string Accumulates(PassStep step, HashSet<string> touched) => touched.Add(step.Name) ? "false" : "true";

    private bool IsTraced(int value) => _makers.TryGetValue(value, out var step) && step.IsTraced;

    /// <summary>The step whose gradient a value's is: in evaluation what dropout returns is what it is given.</summary>
    private int Source(int value) => _makers.TryGetValue(value, out var step) && IsIdle(step) ? Source(step.Inputs[0]) : value;

    private string In(PassStep step, int operand) => _names[step.Inputs[operand]];

    /// <summary>Sums are written with their factor: the operator makes one of its own, which nothing keeps alive during the call.</summary>
    private static string One => $"{RuntimeNames.Scalars}.Of(1)";

    private string Scalar(PassStep step) => $"{RuntimeNames.Scalars}.Of({_names.Number(step, 0)})";

    private static string Functional => $"{RuntimeNames.Torch}.nn.functional";

    private static string Window(PassStep step) => string.Join(", ", step.Constants.Select(size => ((long)size).Code()));

    private string Graph(PassStep step) => _names.Beside(step, "graph");

    private string Places(PassStep step) => _names.Beside(step, "places");

    private string Mask(PassStep step) => _names.Beside(step, "mask");

    private static string Negated(string number) => number.StartsWith("-", StringComparison.Ordinal) ? number.Substring(1) : $"-{number}";
}
