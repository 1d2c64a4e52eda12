using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Table.g.cs</c>: how rows come in, and how a model with its preparation comes out.</summary>
internal static class TableEmitter
{
    private const string Types = "<Row, Answer>";

    public static string Emit(TableModel table) => TableFile.Write(table, writer => writer.Line($"""
        /// <summary>Reads a file of rows and holds it against the schema.</summary>
        /// <param name="path">A file of the columns that the schema lists.</param>
        /// <exception cref="global::Hyper.Runtime.HyperDslException">A cell, a line or the header is not what the schema says; the message names file, line and column.</exception>
        public static {RuntimeNames.Table}{Types} Load(string path) => {RuntimeNames.Table}{Types}.Load(path);

        /// <summary>Takes rows from where Microsoft.ML has them, and holds them against the schema.</summary>
        /// <param name="rows">Rows with the columns that the schema lists.</param>
        /// <exception cref="global::Hyper.Runtime.HyperDslException">A cell or a column is not what the schema says.</exception>
        public static {RuntimeNames.Table}{Types} From({RuntimeNames.DataView} rows) => {RuntimeNames.Table}{Types}.From(rows);

        /// <summary>Puts a trained model and the preparation of its rows together: rows in, answers out.</summary>
        /// <param name="model">The model, which it takes over.</param>
        /// <param name="data">The splits that it was trained on.</param>
        public static {RuntimeNames.TableFitted}{Types} Model({RuntimeNames.TrainedModel} model, {RuntimeNames.TableSplits} data) => new(model, data.Preparation);

        /// <summary>Loads a model with its preparation, as its <c>Save</c> wrote it.</summary>
        /// <param name="path">The file.</param>
        /// <param name="model">The <c>Load</c> of the annotated class: <c>stream => MyModel.Load(stream)</c>.</param>
        /// <exception cref="global::Hyper.Runtime.HyperDslException">It cannot be read, is damaged, or is of another model or table.</exception>
        public static {RuntimeNames.TableFitted}{Types} LoadModel(string path, global::System.Func<global::System.IO.Stream, {RuntimeNames.TrainedModel}> model) =>
            {RuntimeNames.TableFitted}{Types}.Load(path, model);
        """));
}
