using Trivium.Answers;
using Trivium.Chunking.Preview;
using Trivium.Documents;
using Trivium.Documents.Uploads;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Health;
using Trivium.Ingestion;
using Trivium.Keys;
using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Settings;
using Trivium.Tables;
using Trivium.Usage;
using Trivium.Verification;

namespace Trivium;

/// <summary>The app: every route, orchestration, activity and timer, on any host.</summary>
public static class TriviumApp
{
    /// <summary>Registers everything; its services are those of <see cref="TriviumServices.AddTrivium"/>.</summary>
    public static void Configure(ExpressApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        ProblemAnswers.Map(app);
        Gate.Map(app);
        DocumentRoutes.Map(app);
        UploadRoutes.Map(app);
        PreviewRoutes.Map(app);
        IngestionRoutes.Map(app);
        IngestionOrchestration.Map(app);
        SearchRoutes.Map(app);
        AskRoutes.Map(app);
        SqlRoutes.Map(app);
        TableRoutes.Map(app);
        SettingsRoutes.Map(app);
        UsageRoutes.Map(app);
        VerificationRoutes.Map(app);
        ReembeddingRoutes.Map(app);
        KeyRoutes.Map(app);
        HealthRoutes.Map(app);
    }
}
