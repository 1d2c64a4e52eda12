using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Benchmarks;

/// <summary>A schema, and a model of its table, for the compiler to read.</summary>
internal sealed class TableSubject
{
    /// <summary>Annotated classes beside the table's own model.</summary>
    public const int Classes = 10;

    private TableSubject(int columns, string schema, string model) => (Columns, Schema, Model) = (columns, new SchemaFile(schema), model);

    /// <summary>An assembly of the name by which the compiler sees that tables can be used; what is written is not compiled here.</summary>
    public static MetadataReference Assembly { get; } = CSharpCompilation.Create("Hyper.Tables", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

    public int Columns { get; }

    public AdditionalText Schema { get; }

    public string Model { get; }

    /// <summary>A table of numbers and, every fourth column, of a category of ten words.</summary>
    public static TableSubject Of(int columns)
    {
        var schema = new StringBuilder("{ \"version\": 1, \"table\": \"Wide\", \"file\": { \"name\": \"wide.csv\", \"format\": \"csv\" }, \"task\": \"classes\", \"target\": \"answer\", \"columns\": [\n{ \"name\": \"answer\", \"kind\": \"category\", \"words\": [\"no\", \"yes\"] }");
        for (var column = 0; column < columns; column++)
        {
            schema.Append(column % 4 == 3
                ? $",\n{{ \"name\": \"word {column}\", \"kind\": \"category\", \"words\": [{string.Join(", ", Enumerable.Range(0, 10).Select(word => $"\"w{word}\""))}], \"missing\": 3, \"why\": \"10 words in 1,000 rows\" }}"
                : $",\n{{ \"name\": \"number {column}\", \"kind\": \"number\", \"min\": 0, \"max\": 100, \"scale\": \"standard\", \"missing\": 0, \"why\": \"numbers in 1,000 rows\" }}");
        }

        return new TableSubject(columns, schema.Append("\n] }\n").ToString(), """
            using Hyper.Dsl;
            using Hyper.Runtime.Layers;
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn.functional;

            [HyperModel]
            public sealed partial class Reader
            {
                [Linear(Wide.Inputs, 32)] public partial HyperLinear Hidden { get; }
                [Linear(32, Wide.Classes)] public partial HyperLinear Output { get; }

                [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

                [Forward] private Tensor Predict(Tensor rows) => Output.forward(relu(Hidden.forward(rows)));

                [TrainingLoss] private Tensor Fit(Tensor scores, Tensor labels) => cross_entropy(scores, labels) + L2(Decay);

                [ValidationLoss] private Tensor Score(Tensor scores, Tensor labels) => cross_entropy(scores, labels);
            }
            """);
    }

    private sealed class SchemaFile(string text) : AdditionalText
    {
        private readonly SourceText source = SourceText.From(text);

        public override string Path => "wide.table.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => source;
    }
}
