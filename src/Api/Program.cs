using EmailAgent.Api.Hosting;
using EmailAgent.Silo;

// Settings are read at the start only; watching the files would watch every folder below the working directory.
var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
builder.AddGrainAccess();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapApi();
await app.RunAsync();
