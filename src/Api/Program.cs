using EmailAgent.Api.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddEngine();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapApi();
await app.RunAsync();
