global using Hyper.Runtime;
global using Hyper.Tables.Tests.Harness;
