using EmailAgent.Api.Hosting;
using EmailAgent.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.AddGrainAccess();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapApi();
await app.RunAsync();
