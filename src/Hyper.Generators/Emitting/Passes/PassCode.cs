using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>Writes one compiled pass: the steps, the terms of the loss with their gradients, and the way back.</summary>
internal sealed class PassCode
{
    private readonly SourceWriter _writer;
    private readonly ModelClass _model;
    private readonly PassProgram _program;
    private readonly bool _isTraining;
    private readonly Dictionary<int, string> _names = new() { [0] = "inputs", [1] = "targets" };
    private readonly Dictionary<int, string> _gradients = [];
    private readonly HashSet<string> _written = [];
    private readonly Dictionary<int, PassStep> _makers;

    public PassCode(SourceWriter writer, ModelClass model, PassProgram program, bool isTraining)
    {
        _writer = writer;
        _model = model;
        _program = program;
        _isTraining = isTraining;
        _makers = program.Steps.ToDictionary(step => step.Value);
    }

    public void Write()
    {
        foreach (var step in _program.Steps)
        {
            Forward(step);
        }

        _writer.Blank();
        var terms = _program.Terms.Where(term => term.Kind is not (TermKind.L2 or TermKind.L1)).ToList();
        for (var i = 0; i < terms.Count; i++)
        {
            Term(terms[i], first: i == 0);
        }

        _writer.Blank();
        Back();
        Penalties(first: terms.Count == 0);
        _writer.Line("return loss;");
    }

    private void Forward(PassStep step)
    {
        if (IsIdle(step))
        {
            // Nothing is dropped in evaluation.
            _names[step.Value] = In(step, 0);
            return;
        }

        var name = $"{Lower(Called(step))}{step.Value - 1}";
        _names[step.Value] = name;
        switch (step.Op)
        {
            case PassOp.Drop or PassOp.DropChannels:
                _writer.Line($"var {Mask(step)} = {RuntimeNames.DropMask}.{(step.Op == PassOp.Drop ? "Of" : "OfChannels")}({In(step, 0)}, this.{step.Name.Escaped()});");
                break;
            case PassOp.Layer:
                _writer.Line($"var {Graph(step)} = {RuntimeNames.LayerGraph}.Of(this.{step.Name.Escaped()}, {In(step, 0)}, tracesInput: {(DependsOnWeights(step.Inputs[0]) ? "true" : "false")});");
                break;
        }

        _writer.Line($"var {name} = {Expression(step)};");
    }

    /// <summary>What the tensor that a step makes is called after.</summary>
    private static string Called(PassStep step) => step.Op switch
    {
        PassOp.Linear or PassOp.Layer => step.Name,
        PassOp.Call => step.Name.Substring(step.Name.IndexOf('.') + 1),
        PassOp.Drop or PassOp.DropChannels => "kept",
        PassOp.MaxPool => "largest",
        PassOp.AveragePool => "means",
        PassOp.Scale => "scaled",
        PassOp.Shift => "shifted",
        PassOp.Add => "sum",
        PassOp.Subtract => "difference",
        PassOp.Multiply => "product",
        PassOp.Reshape => "reshaped",
        PassOp.Flatten => "flat",
        PassOp.SumOver => "sums",
        var op => op.ToString(),
    };

    private string Expression(PassStep step)
    {
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
            PassOp.LeakyRelu => $"{Functional}.leaky_relu({x}, {step.Numbers[0].Code()})",
            PassOp.Elu => $"{Functional}.elu({x}, {step.Numbers[0].Code()})",
            PassOp.Exp => $"{x}.exp()",
            PassOp.Square => $"{x}.square()",
            PassOp.Abs => $"{x}.abs()",
            PassOp.Scale => $"{x} * {Scalar(step)}",
            PassOp.Shift => $"{x} + {Scalar(step)}",
            PassOp.Add => $"{x}.add({In(step, 1)}, {One})",
            PassOp.Subtract => $"{x}.add({In(step, 1)}, {RuntimeNames.Scalars}.Of(-1))",
            PassOp.Multiply => $"{x} * {In(step, 1)}",
            PassOp.Flatten => $"{x}.flatten({step.Numbers[0].Code()})",
            PassOp.Reshape => $"{x}.reshape({string.Join(", ", step.Numbers.Select(Numbers.Code))})",
            PassOp.SumOver => $"{x}.sum([{step.Numbers[0].Code()}L])",
            PassOp.MaxPool => $"{RuntimeNames.MaxPooling}.Of({x}, {Window(step)}, out var {Places(step)})",
            PassOp.AveragePool => $"{Functional}.avg_pool2d({x}, {Window(step)})",
            PassOp.Drop or PassOp.DropChannels => $"{x} * {Mask(step)}",
            _ => $"{RuntimeNames.Layers}.{step.Name}({string.Join(", ", new[] { x }.Concat(step.Numbers.Select(Numbers.Code)).Append("this." + step.Hyperparameter.Escaped()))})",
        };
    }

    private void Term(PassTerm term, bool first)
    {
        var input = term.Inputs[0];
        var arguments = string.Join(", ", term.Inputs.Select(value => _names[value]));
        var gradient = DependsOnWeights(input) ? $"var {GradientName(input)}" : "_";
        var call = $"{RuntimeNames.LossTerms}.{term.Kind}({arguments}, {term.Factor.Code()}, out {gradient})";
        if (DependsOnWeights(input) && !_written.Add(GradientName(input)))
        {
            var again = $"{GradientName(input)}Again";
            call = call.Replace($"out var {GradientName(input)}", $"out var {again}");
            _writer.Line($"loss.add_({call}, {One});");
            _writer.Line($"{GradientName(input)} = {GradientName(input)}.add({again}, {One});");
            return;
        }

        if (DependsOnWeights(input))
        {
            _gradients[Source(input)] = GradientName(input);
        }

        _writer.Line(first ? $"var loss = {call};" : $"loss.add_({call}, {One});");
    }

    private void Back()
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var layers = _program.Steps.Where(IsLayer).Select(step => step.Name).Distinct().ToList();
        var reached = Reached();
        if (_model.Layers.Any(layer => !reached.Any(step => IsLayer(step) && step.Name == layer.Name)))
        {
            _writer.Line("__context.ClearGradient();");
            touched.UnionWith(layers);
        }

        foreach (var step in reached)
        {
            if (!_gradients.TryGetValue(step.Value, out var gradient) || IsIdle(step))
            {
                continue;
            }

            Back(step, gradient, touched);
        }
    }

    /// <summary>The steps that any term's gradient comes back to, the last one first.</summary>
    private IReadOnlyList<PassStep> Reached()
    {
        var wanted = new HashSet<int>(_program.Terms.SelectMany(term => term.Inputs));
        var reached = new List<PassStep>();
        foreach (var step in _program.Steps.Reverse().Where(step => step.DependsOnWeights && wanted.Contains(step.Value)))
        {
            reached.Add(step);
            wanted.UnionWith(step.Inputs);
        }

        return reached;
    }

    private void Back(PassStep step, string gradient, HashSet<string> touched)
    {
        var x = In(step, 0);
        var y = _names[step.Value];
        switch (step.Op)
        {
            case PassOp.Linear:
                var layer = $"this.{step.Name.Escaped()}";
                _writer.Line($"{layer}.PullBack({x}, {gradient}, accumulate: {Accumulates(step, touched)});");
                Send(step, 0, $"{layer}.PullBackToInput({gradient})");
                break;
            case PassOp.Layer when DependsOnWeights(step.Inputs[0]):
                Send(step, 0, $"{Graph(step)}.PullBackToInput({gradient}, accumulate: {Accumulates(step, touched)})");
                break;
            case PassOp.Layer:
                _writer.Line($"{Graph(step)}.PullBack({gradient}, accumulate: {Accumulates(step, touched)});");
                break;
            case PassOp.Relu or PassOp.Tanh or PassOp.Sigmoid or PassOp.Exp:
                Send(step, 0, $"{RuntimeNames.PullBack}.{step.Op}({gradient}, {y})");
                break;
            case PassOp.Square or PassOp.Abs or PassOp.Silu or PassOp.Gelu or PassOp.Softplus:
                Send(step, 0, $"{RuntimeNames.PullBack}.{step.Op}({gradient}, {x})");
                break;
            case PassOp.LeakyRelu or PassOp.Elu:
                Send(step, 0, $"{RuntimeNames.PullBack}.{step.Op}({gradient}, {x}, {step.Numbers[0].Code()})");
                break;
            case PassOp.MaxPool:
                Send(step, 0, $"{RuntimeNames.MaxPooling}.PullBack({gradient}, {x}, {Places(step)})");
                break;
            case PassOp.AveragePool:
                Send(step, 0, $"{RuntimeNames.PullBack}.AveragePool({gradient}, {x}, {Window(step)})");
                break;
            case PassOp.Scale:
                Send(step, 0, $"{gradient} * {Scalar(step)}");
                break;
            case PassOp.Shift:
                Send(step, 0, gradient);
                break;
            case PassOp.Add or PassOp.Subtract:
                Send(step, 0, $"{RuntimeNames.PullBack}.Broadcast({gradient}, {x})");
                Send(step, 1, $"{RuntimeNames.PullBack}.Broadcast({(step.Op == PassOp.Add ? "" : "-")}{gradient}, {In(step, 1)})");
                break;
            case PassOp.Multiply:
                Send(step, 0, $"{RuntimeNames.PullBack}.Broadcast({gradient} * {In(step, 1)}, {x})");
                Send(step, 1, $"{RuntimeNames.PullBack}.Broadcast({gradient} * {x}, {In(step, 1)})");
                break;
            case PassOp.Flatten or PassOp.Reshape:
                Send(step, 0, $"{RuntimeNames.PullBack}.Reshape({gradient}, {x})");
                break;
            case PassOp.SumOver:
                Send(step, 0, $"{RuntimeNames.PullBack}.SumOver({gradient}, {x}, {step.Numbers[0].Code()})");
                break;
            case PassOp.Drop or PassOp.DropChannels:
                Send(step, 0, $"{gradient} * {Mask(step)}");
                break;
        }
    }

    /// <summary>Adds to the gradient of an operand, where there is anything to move behind it.</summary>
    private void Send(PassStep step, int operand, string expression)
    {
        var value = step.Inputs[operand];
        if (!DependsOnWeights(value))
        {
            return;
        }

        var name = GradientName(value);
        if (_written.Add(name))
        {
            _writer.Line($"var {name} = {expression};");
            _gradients[Source(value)] = name;
        }
        else
        {
            _writer.Line($"{name} = {name}.add({expression}, {One});");
        }
    }

    private void Penalties(bool first)
    {
        foreach (var term in _program.Terms.Where(term => term.Kind is TermKind.L2 or TermKind.L1))
        {
            var call = $"{RuntimeNames.LossTerms}.{term.Kind}(this.{term.Name.Escaped()}, {term.Factor.Code()})";
            _writer.Line(first ? $"var loss = {call};" : $"loss.add_({call}, {One});");
            first = false;
        }
    }

    private static bool IsLayer(PassStep step) => step.Op is PassOp.Linear or PassOp.Layer;

    /// <summary>Whether nothing happens: dropout in evaluation.</summary>
    private bool IsIdle(PassStep step) => !_isTraining && step.Op is (PassOp.Drop or PassOp.DropChannels);

    /// <summary>Whether a layer's gradient is there already, from where it was applied later on.</summary>
    private static string Accumulates(PassStep step, HashSet<string> touched) => touched.Add(step.Name) ? "false" : "true";

    private bool DependsOnWeights(int value) => _makers.TryGetValue(value, out var step) && step.DependsOnWeights;

    /// <summary>The step whose gradient a value's is: in evaluation what dropout returns is what it is given.</summary>
    private int Source(int value)
        => _makers.TryGetValue(value, out var step) && IsIdle(step) ? Source(step.Inputs[0]) : value;

    private string GradientName(int value)
    {
        var name = _names[value];
        return $"d{char.ToUpperInvariant(name[0])}{name.Substring(1)}";
    }

    private string In(PassStep step, int operand) => _names[step.Inputs[operand]];

    /// <summary>Sums are written with their factor: the operator makes one of its own, which nothing keeps alive during the call.</summary>
    private static string One => $"{RuntimeNames.Scalars}.Of(1)";

    private static string Scalar(PassStep step) => $"{RuntimeNames.Scalars}.Of({step.Numbers[0].Code()})";

    private static string Functional => $"{RuntimeNames.Torch}.nn.functional";

    private static string Window(PassStep step) => string.Join(", ", step.Numbers.Select(Numbers.Code));

    private string Graph(PassStep step) => $"{_names[step.Value]}Graph";

    private string Places(PassStep step) => $"{_names[step.Value]}Places";

    private string Mask(PassStep step) => $"mask{step.Value - 1}";

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
