using System.Globalization;
using System.Text;

namespace Hyper.Differential.Tests;

/// <summary>
/// Draws models: bodies with numbers of C#'s types, casts, locals, reassignments, helpers with named and default arguments, local
/// functions, lambdas, loops, operators and conversions of a type of their own, layers used again, functions of the table, and losses of
/// several terms; every third model has two inputs. What it draws is right C# with shapes that fit, [rows, 8] throughout; the same seed draws the same model.
/// </summary>
internal sealed class BodyGrammar
{
    private readonly Random _random;
    private readonly string _name;
    private readonly List<string> _tensors;
    private readonly string _parameters;
    private readonly List<(string Type, string Name)> _numbers = [];
    private int _count;

    private BodyGrammar(int seed)
    {
        _random = new Random(seed);
        _tensors = seed % 3 == 0 ? ["x", "beside"] : ["x"];
        _parameters = string.Join(", ", _tensors.Select(input => $"Tensor {input}"));
        _name = $"Drawn{seed.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Draws a model.</summary>
    public static (string Name, string Source) Draw(int seed)
    {
        var grammar = new BodyGrammar(seed);
        return (grammar._name, grammar.Model());
    }

    private string Model()
    {
        var forward = Forward();
        var training = Loss("Fit", isTraining: true);
        var validation = Loss("Score", isTraining: false);
        return $$"""
            [HyperModel]
            public sealed partial class {{_name}}
            {
                [Linear(8, 8)] public partial HyperLinear Fc1 { get; }
                [Linear(8, 8)] public partial HyperLinear Fc { get; }
                [Linear(8, 3)] public partial HyperLinear Head { get; }
                [LayerNorm(8)] public partial HyperLayerNorm Norm { get; }
                [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
                [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Rate { get; }
                private const int Four = 4;
                private static readonly double Slope = 0.3;
                private readonly float _gain = 0.7f;
                private double Half => 0.5;
                [Forward]
                private Tensor Predict({{_parameters}})
                {
            {{forward}}
                }

            {{training}}

            {{validation}}

                private static double Mixed(int a, double b = 0.25, long c = 3) => a / 2 + b * c;
                private Tensor Blend(Tensor a, Tensor b, float share = 0.5f) => share * a + (1 - share) * b;
                private static Tensor Squash(Tensor t) => t.tanh();
                private static int Pick(int which) => which switch { 0 => 3, 1 => 5, _ => 7 };
                private Tensor Guarded(Tensor t) { if (t.dim() > 5) { throw new System.ArgumentException($"rank {t.dim()}"); } return t * 0.9; }
                private static Tensor forward(HyperLinear layer, Tensor t) => relu(layer.forward(t));
                private static int Wrapped(int a) => (a + int.MaxValue) / 2;
                private readonly struct Scaled(Tensor value, double by)
                {
                    private readonly Tensor _value = value;
                    private readonly double _by = by;
                    public static implicit operator Scaled(Tensor t) => new(t, 0.5);
                    public static explicit operator Tensor(Scaled s) => s._value * s._by;
                    public static Scaled operator +(Scaled a, Scaled b) => new(a._value - b._value, 0.7);
                }
                private Tensor Chosen(Tensor t) => t.mean().ToDouble() > 0 ? Fc.forward(t) : t * 0.5;
            }

            """;
    }

    private string Forward()
    {
        var body = new StringBuilder();
        foreach (var _ in Enumerable.Range(0, 3 + _random.Next(7)))
        {
            Statement(body);
        }

        // Both layers take part, so that every model has gradients to compare.
        Line(body, $"var last = Fc.forward({Tensor()}.tanh()) + 0.5 * Fc1.forward({AnyTensor()}.sigmoid());");
        Line(body, "return Head.forward(last);");
        return body.ToString().TrimEnd('\n');
    }

    private void Statement(StringBuilder body)
    {
        switch (_random.Next(16))
        {
            case < 5:
                var tensor = Fresh("h");
                Line(body, $"{(_random.Next(3) == 0 ? "Tensor" : "var")} {tensor} = {Tensor()};");
                _tensors.Add(tensor);
                break;
            case < 8:
                var (type, value) = Number(2);
                var number = Fresh("n");
                Line(body, $"{(_random.Next(2) == 0 ? type : "var")} {number} = {value};");
                _numbers.Add((type, number));
                break;
            case 8 when _tensors.Count > 1:
                Line(body, $"{Local()} = {Tensor()};");
                break;
            case 9 when _tensors.Count > 1:
                Line(body, $"{Local()} {Pick("+=", "-=", "*=")} {Pick(AnyTensor(), "0.5", "2", "0.25f")};");
                break;
            case 10:
                var kept = Fresh("h");
                Line(body, $"var {kept} = {AnyTensor()};");
                Line(body, $"for (var i = {_random.Next(2)}; i < {2 + _random.Next(2)}; i{Pick("++", " += 1")})");
                Line(body, "{");
                Line(body, $"    {kept} = {Pick($"Squash({kept})", $"{kept} * (1.0 / (i + 2))", $"Fc1.forward({kept}).relu()", $"{kept} + i / 2")};");
                Line(body, "}");
                _tensors.Add(kept);
                break;
            case 11:
                var function = Fresh("F");
                Line(body, $"Tensor {function}(Tensor t, double by = 0.5) => {Pick("t * by", "relu(t) - by", "Fc.forward(t).tanh() * by")};");
                var made = Fresh("h");
                Line(body, $"var {made} = {function}({AnyTensor()}{Pick("", ", by: 0.25", ", 2")});");
                _tensors.Add(made);
                break;
            case 12:
                var (first, second) = (Fresh("h"), Fresh("h"));
                Line(body, $"var ({first}, {second}) = ({Tensor()}, {Tensor()});");
                _tensors.Add(first);
                _tensors.Add(second);
                break;
            case 13:
                var conditional = Fresh("h");
                Line(body, $"var {conditional} = {AnyTensor()};");
                Line(body, $"if ({Pick("Four > 3", "Four / 3 > 1", "Pick(1) == 5 && Four != 4", "!(Four < 2)")}) {{ {conditional} = {Tensor()}; }} else {{ {conditional} = {conditional} * 2; }}");
                _tensors.Add(conditional);
                break;
            case 14:
                var lambda = Fresh("f");
                Line(body, $"System.Func<Tensor, Tensor> {lambda} = t => {Pick("t.sigmoid() * 0.5", "Norm.forward(t)", "t.abs() + 0.1")};");
                var applied = Fresh("h");
                Line(body, $"var {applied} = {lambda}({AnyTensor()});");
                _tensors.Add(applied);
                break;
            default:
                var each = Fresh("h");
                Line(body, $"var {each} = {AnyTensor()};");
                Line(body, $"foreach (var layer in new[] {{ Fc1, Fc }}) {{ {each} = {Pick("relu(layer.forward({0}))", "{0} + 0.1 * layer.forward({0})").Replace("{0}", each, StringComparison.Ordinal)}; }}");
                _tensors.Add(each);
                break;
        }
    }

    private string Loss(string name, bool isTraining)
    {
        var attribute = isTraining ? "TrainingLoss" : "ValidationLoss";
        List<string> terms = [Term()];
        foreach (var _ in Enumerable.Range(0, _random.Next(4)))
        {
            terms.Add(_random.Next(3) == 0 ? $"{Factor()} * {Term()}" : _random.Next(3) == 0 ? $"{Term()} / {Factor()}" : Term());
        }

        if (isTraining && _random.Next(4) > 0)
        {
            terms.Add(Pick("L2(Decay)", "0.5 * L2(Decay)", "L1(Decay) * 0.01", "(1 / 4.0) * L2(Decay)", "L2(Decay) / Four", "L2(Decay) + (double)L2(Decay)", "L1(Decay) * (1 + (float)L2(Decay))"));
        }

        var sum = string.Join(_random.Next(4) == 0 ? " - " : " + ", terms);
        return $"    [{attribute}] private Tensor {name}(Tensor o, Tensor t) => {sum};";
    }

    private string Factor() => Pick("0.5", "2", "Four", "(7 / 2)", "Mixed(5)", "Mixed(3, c: 2)", "0.1f", "3L", "Slope", "(double)Four / 3", "(int)2.7", "o.shape[1]", "(5 % 3)");

    private string Term() => Pick(
        "mse_loss(o, t)",
        "(o - t).square().mean()",
        "(o - t).pow(2).sum(1).mean()",
        "o.square().mean()",
        "o.mean()",
        "0.001 * o.sum()",
        "smooth_l1_loss(o, t)",
        "huber_loss(o, t, delta: 0.7)",
        "l1_loss(o, t)",
        "-(softmax(t, 1) * log_softmax(o, 1)).sum(1).mean()",
        "(o * t.sigmoid()).mean()",
        "binary_cross_entropy_with_logits(o, t.sigmoid())",
        "cross_entropy(o, softmax(t, 1))",
        "logsigmoid(o).mean()",
        "o.logsumexp(1).mean()",
        "(o.exp() * 0.01).mean()",
        "o.std()",
        "(1 - o.tanh()).abs().mean()",
        "maximum(0.1 * (t - o), -0.9 * (t - o)).mean()",
        "(2 - o.narrow(1, 0, 2)).square().mean()");

    private string Tensor(int depth = 2)
    {
        if (depth == 0 || _random.Next(6) == 0)
        {
            return AnyTensor();
        }

        var x = Tensor(depth - 1);
        return _random.Next(10) switch
        {
            < 4 => Unary(x),
            4 => Binary(x, Tensor(depth - 1)),
            5 => WithNumber(x),
            6 => Pick($"Fc1.forward({x})", $"Fc.forward({x})", $"Norm.forward({x})", $"forward(Fc, {x})"),
            7 => Shape(x),
            8 => Pick($"Blend({x}, {AnyTensor()})", $"Blend(b: {AnyTensor()}, a: {x}, share: 0.25f)", $"Squash({x})", $"Drop({x}, Rate)", $"Guarded({x})", $"Chosen({x})", $"((Tensor)((Scaled){x} + {AnyTensor()}))", $"((Tensor)(Scaled){x})", $"({x} * Rate.ColumnFor({AnyTensor()}))"),
            _ => Cut(x),
        };
    }

    private string Unary(string x) => Pick(
        $"relu({x})",
        $"{x}.relu()",
        $"tanh({x})",
        $"torch.sigmoid({x})",
        $"silu({x})",
        $"gelu({x})",
        $"softplus({x})",
        $"softplus({x}, 2)",
        $"elu({x}, {Pick("1", "0.7")})",
        $"leaky_relu({x})",
        $"leaky_relu({x}, {Pick("0.2", "Slope", "negative_slope: 0.3")})",
        $"({x} * 0.1).exp()",
        $"({x} * 0.1).expm1()",
        $"{x}.sin()",
        $"torch.cos({x})",
        $"({x} * 0.3).square()",
        $"{x}.abs()",
        $"(-{x})",
        $"{x}.neg()",
        $"logsigmoid({x})",
        $"softmax({x}, 1)",
        $"{x}.softmax({Pick("1", "-1")})",
        $"log_softmax({x}, 1)",
        $"{x}.clamp(-1, 1)",
        $"clamp({x}, -0.5, 2.5)",
        $"({x} * 0.3).pow(2)",
        $"({x} * 0.3).pow(3)",
        $"({x}.abs() + 0.1).pow(1.5)",
        $"({x}.abs() + 0.1).log()",
        $"{x}.abs().log1p()",
        $"({x}.abs() + 0.1).sqrt()",
        $"({x}.abs() + 0.2).rsqrt()",
        $"({x}.abs() + 0.5).reciprocal()",
        $"mish({x})",
        $"{x}.erf()",
        $"{x}.atan()",
        $"selu({x})",
        $"hardtanh({x})",
        $"softsign({x})",
        $"normalize({x} + 0.1, dim: 1)",
        $"layer_norm({x}, [8])",
        $"({x} * 0.2).cumsum(1)",
        $"{x}.flip(1)",
        $"{x}.clone()",
        $"{x}.contiguous()",
        $"{x}.masked_fill({x}.detach() > 1, 0.5)",
        $"where({x} > 0, {x}, {x} * 0.5)",
        $"dropout({x}, 0.3)");

    private string Binary(string x, string y) => Pick(
        $"({x} + {y})",
        $"({x} - {y})",
        $"({x} * {y}.tanh())",
        $"({x} / ({y}.abs() + 1))",
        $"{x}.add({y})",
        $"{x}.add({y}, 0.5)",
        $"{x}.sub({y})",
        $"torch.mul({x}, {y}.sigmoid())",
        $"torch.div({x}, {y}.square() + 1)",
        $"torch.maximum({x}, {y})",
        $"({x} + {y}.mean([1], true))",
        $"({x} * softmax({y}, 1).sum(1, keepdim: true))",
        $"({x} - {y}.sum(-1, true) / 8)");

    private string WithNumber(string x)
    {
        var value = Number(2).Code;
        return Pick(
            $"({x} * ({value}))",
            $"(({value}) * {x})",
            $"({x} + ({value}))",
            $"(({value}) - {x})",
            $"({x} - ({value}))",
            $"({x} / (System.Math.Abs((double)({value})) + 1))",
            $"{x}.mul({value})",
            $"{x}.add({value})");
    }

    private string Shape(string x) => Pick(
        $"{x}.view(-1, 4, 2).flatten(1)",
        $"{x}.view(-1, {Pick("Four", "8 / 2", "(int)4.9")}, 2).transpose(1, 2).reshape(-1, 8)",
        $"{x}.reshape({x}.shape[0], 2, 4).permute(0, 2, 1).flatten(1)",
        $"{x}.reshape({AnyTensor()}.size(0), -1)",
        $"{x}.unsqueeze(1).squeeze(1)",
        $"cat([{x}.narrow(1, 4, 4), {x}.narrow(1, 0, 4)], 1)",
        $"cat(new[] {{ {x}.chunk(2, 1)[1], {AnyTensor()}.chunk(2, 1)[0] }}, 1)",
        $"torch.stack([{x}, {AnyTensor()}], 1).sum(1)",
        $"stack(new[] {{ {x}, {AnyTensor()} }}, dim: -1).mean([-1])",
        $"({x}.select(1, {_random.Next(8)}).unsqueeze(1) * {AnyTensor()})",
        $"({x}[.., {_random.Next(1, 8)}].unsqueeze(1) + {AnyTensor()})",
        $"cat([{x}[.., ..3], {x}[.., 3..]], 1)",
        $"{x}.select(1, {_random.Next(8)}).unsqueeze(-1).expand(-1, 8)",
        $"{x}.unsqueeze(2).bmm({AnyTensor()}.tanh().unsqueeze(1)).mean([2])",
        $"{x}.mm(Fc.forward(torch.eye(8, dtype: x.dtype)).detach())",
        $"max_pool2d({x}.view(-1, 4, 2), 2).flatten(1).repeat(1, 4)",
        $"max_pool2d({x}.view(-1, 1, 4, 2), 2).flatten(1).repeat(1, 4)",
        $"avg_pool2d({x}.view(-1, 2, 2, 2), 2, 1).flatten(1).repeat(1, 4)",
        $"{x}.flatten(start_dim: 1)",
        $"{x}.view(-1, 2, 4).flatten({Pick("1", "1, 2", "end_dim: -1, start_dim: 1")})",
        $"({x}.mean([1], keepdim: true) + {AnyTensor()})",
        $"{x}.roll(1, 1)",
        $"{x}.index_select(1, torch.tensor(new long[] {{ 7, 6, 5, 4, 3, 2, 1, 0 }}))");

    private string Cut(string x) => Pick(
        $"({x}.detach() + {AnyTensor()})",
        $"({AnyTensor()} * ({x} > 0))",
        $"({x} + ({x}.round() - {x}).detach())",
        $"({x} * {AnyTensor()}.mean().item<double>())",
        $"({x} * (float){AnyTensor()}.mean())",
        $"({x} / {x}.shape[1])",
        $"({x} + randn_like({x}) * 0.01)");

    /// <summary>A number with its type: small, so that nothing runs away.</summary>
    private (string Type, string Code) Number(int depth)
    {
        if (depth == 0 || _random.Next(4) == 0)
        {
            return _random.Next(12) switch
            {
                0 => ("int", $"{_random.Next(1, 9)}"),
                1 => ("long", $"{_random.Next(1, 9)}L"),
                2 => ("double", $"{_random.Next(1, 30) / 10.0:0.0###}"),
                3 => ("float", $"{_random.Next(1, 30) / 10.0:0.0###}f"),
                4 => ("int", "Four"),
                5 => ("double", Pick("Slope", "Half", "Mixed(7)", "Mixed(c: 2, a: 9)", "Mixed(3, 0.5)", "(Wrapped(9) / 2147483647.0)", "(unchecked(int.MaxValue + Pick(1)) / 1e9)")),
                6 => ("float", "_gain"),
                7 => ("int", $"Pick({_random.Next(3)})"),
                8 => ("long", "x.shape[1]"),
                9 when _numbers.Count > 0 => _numbers[_random.Next(_numbers.Count)],
                10 => ("byte", "(byte)7"),
                _ => ("double", $"{_random.Next(1, 9)}.5"),
            };
        }

        var (left, right) = (Number(depth - 1), Number(depth - 1));
        return _random.Next(8) switch
        {
            0 => ("int", $"(int)({left.Code})"),
            1 => ("double", $"(double)({left.Code})"),
            2 => ("float", $"(float)({left.Code})"),
            3 when IsWhole(left.Type) && IsWhole(right.Type) => (Meeting(left.Type, right.Type), $"({left.Code}) / (({right.Code}) * ({right.Code}) + 1)"),
            4 when IsWhole(left.Type) => (Meeting(left.Type, "int"), $"({left.Code}) % 3"),
            5 => (Meeting(left.Type, right.Type), $"({left.Code}) - ({right.Code})"),
            6 => (Meeting(left.Type, "double"), $"({left.Code}) * 0.5"),
            _ => (Meeting(left.Type, right.Type), $"({left.Code}) + ({right.Code})"),
        };
    }

    private static bool IsWhole(string type) => type is "int" or "long" or "byte" or "short";

    private static string Meeting(string one, string other)
        => one == "double" || other == "double" ? "double"
            : one == "float" || other == "float" ? "float"
            : one == "long" || other == "long" ? "long"
            : "int";

    private string AnyTensor() => _tensors[_random.Next(_tensors.Count)];

    private string Local() => _tensors[_random.Next(1, _tensors.Count)];

    private string Fresh(string name) => $"{name}{(_count++).ToString(CultureInfo.InvariantCulture)}";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private void Line(StringBuilder body, string text) => body.Append(' ', 8).Append(text).Append('\n');
}
