using EmailAgent.Silo;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddSilo(SiloMode.Clustered);
await builder.Build().RunAsync();
