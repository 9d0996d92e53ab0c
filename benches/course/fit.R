# The peer: lme4 fits the same course. Only the fit is timed, reading is not.
# usage: Rscript fit.R TABLE.csv ml|reml REPEATS
given <- commandArgs(trailingOnly = TRUE)
suppressPackageStartupMessages(library(lme4))
scores <- read.csv(given[1])
seconds <- Inf
for (again in seq_len(as.integer(given[3]))) {
  took <- system.time(fit <- lmer(y ~ time + (1 + time | id), scores, REML = given[2] == "reml"))
  seconds <- min(seconds, took[["user.self"]] + took[["sys.self"]])
}
spread <- VarCorr(fit)$id
numbers <- c(seconds, fixef(fit), sqrt(diag(as.matrix(vcov(fit)))), attr(spread, "stddev"),
             attr(spread, "correlation")[2, 1], sigma(fit), as.numeric(logLik(fit)))
cat(as.character(packageVersion("lme4")), sprintf("%.15g", numbers), "\n")
