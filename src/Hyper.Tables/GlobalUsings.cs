global using Hyper.Runtime;
